// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { freePort } from '../../libs/testing/start-postgres.ts';
import { commandOf, EmbeddedCluster } from './embedded-cluster.ts';

let place: string;
let cluster: EmbeddedCluster;
let port: number;

beforeEach(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'handslag-cluster-'));
  chmodSync(place, 0o755);
  port = await freePort();
  cluster = new EmbeddedCluster({ folder: path.join(place, 'pg'), port, password: "it's", volatile: true });
});
afterEach(async () => {
  await cluster.stop();
  cluster.forget();
  rmSync(place, { recursive: true });
});

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: "it's", database: 'postgres' });
  await client.connect();
  return client.query(sql).then(async ({ rows }) => {
    await client.end();
    return rows as unknown[];
  });
}

const pidOf = () => Number.parseInt(readFileSync(path.join(cluster.folder, 'postmaster.pid'), 'utf8'), 10);

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

test('what was written is there after a stop and a start', async () => {
  await cluster.start();
  await ask('create table kept as select 7 as n');
  await cluster.stop();
  await cluster.start();
  expect(await ask('select n from kept')).toEqual([{ n: 7 }]);
});

test('an installation cut short is begun again, not taken for a cluster', async () => {
  mkdirSync(path.join(place, 'pg.new'));
  writeFileSync(path.join(place, 'pg.new', 'PG_VERSION'), '18\n');
  await cluster.start();
  expect(await ask('select 1 as n')).toEqual([{ n: 1 }]);
});

test('a note from a crash that now names some other process is not believed', async () => {
  await cluster.start();
  await cluster.stop();
  writeFileSync(path.join(cluster.folder, 'postmaster.pid'), `${process.pid}\n${cluster.folder}\n`);
  await cluster.start();
  expect(await ask('select 1 as n')).toEqual([{ n: 1 }]);
});

test('data of another major version is refused by name', async () => {
  mkdirSync(path.join(place, 'pg'));
  writeFileSync(path.join(place, 'pg', 'PG_VERSION'), '15\n');
  await expect(cluster.start()).rejects.toThrow(/made by PostgreSQL 15, not 18/);
});

test('the server ends with whoever started it, even when that one is killed', async () => {
  const script = `
    import { EmbeddedCluster } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded-cluster.ts'))};
    await new EmbeddedCluster({ folder: ${JSON.stringify(path.join(place, 'pg'))}, port: ${port}, password: "it's", volatile: true }).start();
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  const signal = await new Promise((resolve) => child.once('exit', (_code, ended) => resolve(ended)));
  expect(signal).toBe('SIGKILL');
  await until(() => {
    try {
      return commandOf(pidOf()) === undefined;
    } catch {
      return true;
    }
  });
});

test('a server that is killed reports its death', async () => {
  await cluster.start();
  process.kill(pidOf(), 'SIGKILL');
  expect(typeof (await cluster.died)).toBe('string');
});
