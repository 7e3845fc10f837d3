// SPDX-License-Identifier: EUPL-1.2
// One run of everything, part by part. A part that breaks off says so in the report; the others go on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildServer, buildWeb } from '../../infra/local/build.ts';
import { growthPlot, ratioPlot } from './plots.ts';
import { births } from './births.ts';
import { growing } from './growing.ts';
import type { Options, Part } from './options.ts';
import { openGround, root, type Ground } from './ground.ts';
import { goalOf, said } from './lines.ts';
import { tell, type Found } from './report.ts';
import { pinned, pinOthers, unpin } from './servers.ts';

export async function bench(options: Options): Promise<void> {
  const since = performance.now();
  const before = loadavg();
  const found: Found = {
    machine: [],
    lines: [],
    contests: {},
    curves: [],
    tenants: [],
    statements: {},
    facts: [],
    broken: [],
  };
  const part: Part = async (name, work) => {
    const begun = performance.now();
    try {
      await work();
      console.error(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      found.broken.push(`${name}: ${says.split('\n')[0] ?? ''}`);
      console.error(`${name} broke off: ${says}`);
    }
  };
  const wanted = (name: string) => options.only.includes(name);

  await buildServer(root);
  await buildWeb(root);
  if (['births', 'growth', 'scorecard'].some(wanted))
    await onNewGround((ground) => onGround(ground, options, found, part, wanted));
  await amongPartners(options, found, part, wanted);
  if (wanted('house') || wanted('phone')) await inHouse(options, found, part, wanted);
  found.machine.push(
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${said(totalmem() / 1e9)} GB, Node ${process.versions.node}; load ${before[0]?.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after; ${((performance.now() - since) / 60_000).toFixed(0)} minutes.`,
    pinned
      ? 'The server under test has the first core for itself; PostgreSQL and whoever asks share the others.'
      : 'Nothing is bound to a core on this machine.',
    `${options.connections} connections, pool of 10, ${options.rounds} rounds of ${options.seconds} s, turn about; ${said(options.rows)} requests; PostgreSQL durable, as \`npm start\` runs it.`,
  );
  await write(found, options.out);
}

async function onGround(
  ground: Ground,
  options: Options,
  found: Found,
  part: Part,
  wanted: (name: string) => boolean,
): Promise<void> {
  if (wanted('births'))
    await part('births', async () => {
      const { lines, facts } = await births(ground, { rounds: options.quick ? 2 : 5, watchIdle: !options.quick });
      found.lines.push(...lines);
      found.facts.push(...facts);
    });
  if (wanted('growth') || wanted('scorecard'))
    await part('the house that grows', () => growing(ground, options, found, part, wanted));
}

async function onNewGround(work: (ground: Ground) => Promise<void>): Promise<void> {
  const ground = await openGround();
  try {
    pinOthers(process.pid, ground.postmaster);
    await work(ground);
  } finally {
    await ground.close();
  }
}

/** What the product is made of was built just now, so it is fetched here. */
async function amongPartners(
  { quick, rounds, seconds, partners, minutes }: Options,
  found: Found,
  part: Part,
  wanted: (name: string) => boolean,
): Promise<void> {
  if (wanted('queue'))
    await part('queue', async () => {
      const { queueAlone } = await import('./queue.ts');
      await onNewGround(async (ground) => void found.facts.push(await queueAlone(ground, quick ? 1000 : 5000)));
    });
  if (wanted('fanout'))
    await part('fanout', async () => {
      const { fanOut, createAmong, withPartners } = await import('./fanout.ts');
      const sizes = [10, 100, 300, 1000].filter((n) => n < partners);
      await withPartners(partners, async (field) => {
        await part(
          'partners',
          async () => void found.lines.push(...(await fanOut(field, [...sizes, partners], rounds))),
        );
        await part('create among them', async () => void found.lines.push(await createAmong(field, quick ? 5 : 20)));
      });
    });
  if (wanted('isolation'))
    await part('isolation', async () => {
      const { isolation, withPartners } = await import('./fanout.ts');
      const size = quick ? { partners: 50, waves: 4 } : { partners: 100, waves: 30 };
      await withPartners(
        size.partners,
        async (field) => void found.lines.push(...(await isolation(field, { ...size, rounds, seconds }))),
      );
    });
  if (wanted('soak'))
    await part('soak', async () => {
      const { soak } = await import('./soak.ts');
      await onNewGround(async (ground) => void found.lines.push(...(await soak(ground, minutes))));
    });
}

async function inHouse(
  { quick, letters: count }: Options,
  found: Found,
  part: Part,
  wanted: (name: string) => boolean,
): Promise<void> {
  unpin(process.pid);
  // What the product is made of was built just now.
  const { freshStart, letters } = await import('./whole-house.ts');
  const { acceptTerms, enterAll } = await import('../../test/canaries/road.ts');
  await part('house', async () => {
    const { house, lines, facts } = await freshStart();
    found.lines.push(...lines);
    found.facts.push(...facts);
    try {
      const walkers = await enterAll(house);
      if (wanted('house'))
        await part('letters', async () => void found.lines.push(...(await letters(walkers, house, count))));
      if (!wanted('phone')) return;
      const { onAPhone } = await import('./phone.ts');
      await part('phone', async () => {
        await acceptTerms(walkers.astrid);
        found.lines.push(...(await onAPhone(house.town('helsingborg'), walkers.astrid.cookie, quick ? 1 : 3)));
      });
    } finally {
      await house.close();
    }
  });
}

async function write(found: Found, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const bars = (['feed', 'create', 'accept'] as const).flatMap((deed) => {
    const held = found.contests[deed];
    const { bar, target } = goalOf(deed);
    return held ? [{ name: deed, ratio: held.ratio, noise: held.noise, bar, target }] : [];
  });
  if (bars.length > 0) writeFileSync(path.join(out, 'ratios.svg'), ratioPlot(bars));
  if (found.curves.length > 0) writeFileSync(path.join(out, 'growth.svg'), growthPlot(found.curves));
  const file = path.join(out, 'report.md');
  const text = tell(found);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
  console.log(text);
}
