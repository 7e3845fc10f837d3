// SPDX-License-Identifier: EUPL-1.2
// F14 and F15: a plane put back from a backup, and a backup put into the wrong plane.
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { operatorFile, planeEnvironment } from '../../infra/local/environment.ts';
import type { Plane } from '../../infra/local/layout.ts';
import { seconds, type Drill, type Stage } from './drill.ts';

const run = promisify(execFile);

/** A whole copy of a plane's server at work, with the log it needs (PostgreSQL manual, 25.3.3). */
export async function backUp({ house }: Stage, plane: Plane): Promise<string> {
  const { superuser } = house.secrets[plane];
  const client = new Client({
    connectionString: `postgresql://postgres:${superuser}@127.0.0.1:${house.layout.databasePort[plane]}/postgres`,
  });
  await client.connect();
  const folder = house.clusterFolder(plane);
  const copy = `${folder}.backup`;
  rmSync(copy, { recursive: true, force: true });
  try {
    await client.query("select pg_backup_start('drill', true)");
    // Files may go while they are copied: what they held is in the log.
    await run('cp', ['-a', folder, copy]).catch(() => undefined);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    writeFileSync(path.join(copy, 'backup_label'), rows[0]?.labelfile ?? '');
    const log = path.join(folder, 'pg_wal');
    for (const name of readdirSync(log).filter((one) => /^[0-9A-F]{24}$/.test(one)))
      cpSync(path.join(log, name), path.join(copy, 'pg_wal', name), { preserveTimestamps: true });
    rmSync(path.join(copy, 'postmaster.pid'), { force: true });
    await run('chown', ['-R', '--reference', folder, copy]);
  } finally {
    await client.end();
  }
  return copy;
}

/** The plane's process ends, its server is lost, and the copy takes its place. @returns how long it was away, ms. */
export async function putBack({ house }: Stage, plane: Plane, copy: string): Promise<number> {
  const since = performance.now();
  await house.kill(plane);
  await house.killDatabase(plane);
  const folder = house.clusterFolder(plane);
  rmSync(folder, { recursive: true, force: true });
  await run('cp', ['-a', copy, folder]);
  await house.startDatabase(plane);
  await house.start(plane);
  return performance.now() - since;
}

const restored: Drill = {
  name: 'F15',
  says: 'a plane is put back from a copy made while it was at work; a copy is put into the wrong plane',
  async run(stage) {
    const { house, traffic } = stage;
    const asking = traffic.askMany('F15', 12);
    await asking;
    await house.settle();
    const copy = await backUp(stage, 'municipal');
    try {
      stage.measured('back from a copy after', seconds(await putBack(stage, 'municipal', copy)), 60, 's of work');
      await traffic.ask('F15');
      for (const [plane, other] of [
        ['municipal', 'civic'],
        ['civic', 'municipal'],
      ] as const) {
        const { DATABASE_URL, PLATFORM_DATABASE_URL, QUEUE_DATABASE_URL } = planeEnvironment(
          house.layout,
          other,
          house.secrets,
        );
        const words = await house.startInVain(plane, {
          DATABASE_URL: DATABASE_URL ?? '',
          PLATFORM_DATABASE_URL: PLATFORM_DATABASE_URL ?? '',
          QUEUE_DATABASE_URL: QUEUE_DATABASE_URL ?? '',
        });
        const refused = words.includes("other plane's");
        stage.measured(`the ${plane} process serves the ${other} plane's rows`, refused ? 0 : 1, 0);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};

const lost: Drill = {
  name: 'F14',
  says: 'the association is put back from a backup, and has lost what it was told since',
  async run(stage) {
    const { house, traffic, long } = stage;
    await traffic.askMany('F14', 6);
    await house.settle();
    const copy = await backUp(stage, 'civic');
    try {
      const since = new Date();
      const count = long ? 1000 : 10;
      await traffic.askMany('F14', count);
      await house.settle();
      await putBack(stage, 'civic', copy);
      const settings = ['--settings', operatorFile(house.layout, 'municipal')];
      const places = ['--tenant', house.town('helsingborg'), '--partner', house.club('rodakorset')];
      const { stdout } = await run(
        process.execPath,
        ['apps/cli/handslag.mjs', 'resend', ...settings, ...places, '--since', since.toISOString(), '--json'],
        { cwd: house.layout.root, env: { PATH: process.env['PATH'] } },
      );
      const { letters } = JSON.parse(stdout) as { letters: number };
      stage.measured('letters said again, beyond those that were lost', letters - count, 0);
      await house.settle();
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};

export const restores: readonly Drill[] = [lost, restored];
