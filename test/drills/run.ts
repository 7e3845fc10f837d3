// SPDX-License-Identifier: EUPL-1.2
// One house, one drill after the other, and the books after each. A drill that finds something ends with 1.
import { loadavg } from 'node:os';
import path from 'node:path';
import { buildServer, buildWeb } from '../../infra/local/build.ts';
import { befriend, enterAll } from '../canaries/road.ts';
import type { Drill, Line, Stage } from './drill.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Options {
  /** Names like F3; all that have a short form when empty. */
  readonly only: readonly string[];
  readonly long: boolean;
}

/** @returns whether everything held. */
export async function drill({ only, long }: Options): Promise<boolean> {
  await buildServer(root);
  await buildWeb(root);
  // What they stand on has been built only now.
  const { DrillHouse } = await import('./house.ts');
  const { Traffic } = await import('./traffic.ts');
  const drills = await allDrills();
  const unknown = only.filter((name) => !drills.some((one) => one.name === name));
  if (unknown.length)
    throw new Error(`No such drill: ${unknown.join(', ')}. There are ${drills.map(({ name }) => name).join(', ')}`);
  const chosen = drills.filter(({ name, longOnly }) => (only.length ? only.includes(name) : long || !longOnly));
  const lines: Line[] = [];
  const since = performance.now();
  const house = await DrillHouse.open();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void house.close().finally(() => process.exit(130)));
  try {
    const who = await enterAll(house);
    const partnerId = await befriend(who, house);
    for (const plane of ['municipal', 'civic'] as const)
      await house.query(plane, 'update partner_grant set per_day = 1000');
    console.log(`The house stands after ${((performance.now() - since) / 1000).toFixed(0)} s\n`);
    const traffic = new Traffic(who, partnerId);
    const stage = { house, who, partnerId, traffic, long };
    const known = { undelivered: 0, parked: 0 };
    for (const one of chosen) lines.push(...(await hold(one, stage, known)));
  } finally {
    await house.close();
  }
  return tell(lines, (performance.now() - since) / 1000);
}

async function allDrills(): Promise<readonly Drill[]> {
  const families = await Promise.all([
    import('./kills.ts').then(({ kills }) => kills),
    import('./between.ts').then(({ between }) => between),
    import('./clocks.ts').then(({ clocks }) => clocks),
    import('./trouble.ts').then(({ trouble }) => trouble),
    import('./crowd.ts').then(({ crowd }) => crowd),
    import('./crisis.ts').then(({ crises }) => crises),
    import('./outside.ts').then(({ outside }) => outside),
    import('./restore.ts').then(({ restores }) => restores),
    import('./migrations.ts').then(({ migrations }) => migrations),
  ]);
  const place = ({ name, turnsClock }: Drill) => Number(name.slice(1)) + (turnsClock ? 1000 : 0);
  return families.flat().sort((a, b) => place(a) - place(b));
}

type Ground = Omit<Stage, 'measured' | 'noted'>;

async function hold(one: Drill, ground: Ground, known: { undelivered: number; parked: number }): Promise<Line[]> {
  const { slowness } = await import('./drill.ts');
  const { unbalanced } = await import('./books.ts');
  const lines: Line[] = [];
  const say = (good: boolean, what: string) => {
    lines.push({ drill: one.name, good, what });
    console.log(`  ${good ? '✓' : '✗'} ${what}`);
  };
  const measured: Stage['measured'] = (what, value, most, unit = '') => {
    const ease = { '': 1, s: Math.min(2.5, slowness()), 's of work': slowness() }[unit];
    const bound = Math.round(most * ease * 100) / 100;
    const eased = bound === most ? '' : `, ${bound} at this load`;
    say(value <= bound, `${what}: ${value}${unit && ` ${unit}`} (at most ${most}${unit && ` ${unit}`}${eased})`);
  };
  const noted: Stage['noted'] = (what) => say(true, what);
  console.log(`${one.name}: ${one.says}`);
  const since = performance.now();
  try {
    const { undelivered = 0, parked = 0 } = (await one.run({ ...ground, measured, noted })) ?? {};
    known.undelivered += undelivered;
    known.parked += parked;
    await ground.house.settle();
    const { acknowledged } = ground.traffic;
    const found = await unbalanced(ground.house, ground.who, { acknowledged, ...known });
    for (const what of found) say(false, what);
    if (found.length === 0) say(true, `the books balance: ${acknowledged.length} requests so far`);
  } catch (error) {
    say(false, error instanceof Error ? (error.stack ?? error.message) : String(error));
    await ground.house.repair();
  }
  console.log(`  ${((performance.now() - since) / 1000).toFixed(1)} s\n`);
  return lines;
}

function tell(lines: readonly Line[], tookS: number): boolean {
  const names = [...new Set(lines.map(({ drill: name }) => name))];
  const bad = names.filter((name) => lines.some((line) => line.drill === name && !line.good));
  for (const { drill: name, good, what } of lines) console.log(`${good ? '✓' : '✗'} ${name.padEnd(4)} ${what}`);
  console.log(`\nload ${loadavg()[0]?.toFixed(1)}, ${tookS.toFixed(0)} s`);
  console.log(
    `${names.length - bad.length} of ${names.length} drills hold${bad.length ? `; not ${bad.join(', ')}` : ''}`,
  );
  return bad.length === 0;
}
