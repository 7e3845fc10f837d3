// SPDX-License-Identifier: EUPL-1.2
// F4 to F7 and F23: what can befall a letter between the planes, and the queue that only hints at it.
import { setTimeout as pause } from 'node:timers/promises';
import { at, seconds, until, type Drill, type Stage } from './drill.ts';
import type { Fate, Letter } from './proxy.ts';
import { meanwhile, waits } from './kills.ts';

const often = (share: number, fate: Fate) => (): Fate => (Math.random() < share ? fate : 'through');

/** Everything that the queue remembers is gone. */
async function wipeQueues({ house }: Stage): Promise<void> {
  for (const plane of ['municipal', 'civic'] as const) {
    const tables = await house.query<{ name: string }>(
      plane,
      `select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename !~ 'migration'`,
      [],
      'handslag_platform',
    );
    if (tables.length === 0) throw new Error('There is no queue to wipe');
    const names = tables.map(({ name }) => name).join(', ');
    await wiped(() => house.query(plane, `truncate ${names} cascade`, [], 'handslag_platform'));
  }
}

/** Workers that are at it meanwhile may meet it in a deadlock, and PostgreSQL may choose either. */
async function wiped(wipe: () => Promise<unknown>, tries = 5): Promise<void> {
  try {
    await wipe();
  } catch (error) {
    if (tries === 1 || (error as { code?: string }).code !== '40P01') throw error;
    await pause(50);
    await wiped(wipe, tries - 1);
  }
}

const queue: Drill = {
  name: 'F4',
  says: 'the queue forgets everything, again and again',
  async run(stage) {
    const { house, long } = stage;
    const since = Date.now();
    let lastWipe = 0;
    await meanwhile(stage, { word: 'F4', writes: long ? 1000 : 20 }, async () => {
      for (let wipe = 0; wipe < (long ? 30 : 4); wipe += 1) {
        await pause(400);
        await wipeQueues(stage);
        lastWipe = Date.now();
      }
    });
    stage.measured('all delivered after the last wipe', seconds(Date.now() - lastWipe), 30, 's');
    const late = await waits(stage, since);
    stage.noted(`letter under way at most ${seconds(Math.max(...late))} s`);
    await house.settle();
  },
};

/** How long it takes the municipality's people to see their list, ms. */
async function listing({ who }: Stage, count: number): Promise<number[]> {
  const ms: number[] = [];
  for (let look = 0; look < count; look += 1) {
    const since = performance.now();
    await who.maria.get('/requests?scope=mine');
    ms.push(performance.now() - since);
  }
  return ms;
}

/** Cut for a while with letters waiting, then healed. */
async function cut(stage: Stage, fate: Fate, forMs: number, writes: number): Promise<{ first: number; rate: number }> {
  const { house, traffic } = stage;
  house.gate.civic.fate = () => fate;
  await traffic.askMany('F5', writes);
  await pause(forMs);
  const { taken } = house.gate.civic;
  const before = taken.length;
  house.gate.civic.heal();
  const healed = Date.now();
  await house.settle();
  const times = taken.slice(before);
  const first = (times[0] ?? Infinity) - healed;
  return { first, rate: (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000) };
}

const cuts: Drill = {
  name: 'F5',
  says: 'the road between the planes is cut, one-way, lossy, slow',
  async run(stage) {
    const { house, traffic, long } = stage;
    const looks = long ? 400 : 40;
    await listing(stage, looks);
    const calm = at(0.95, await listing(stage, looks));
    const forMs = long ? 600_000 : 6_000;
    const { first, rate } = await cut(stage, 'cut', forMs, long ? 2000 : 40);
    stage.measured('first letter after the cut was mended', seconds(first), 60, 's');
    stage.noted(`drained at ${rate.toFixed(0)} letters/s (50 wanted on a machine at rest)`);
    house.gate.civic.fate = () => 'hang';
    await traffic.askMany('F5', 4);
    const hanging = at(0.95, await listing(stage, looks));
    house.gate.civic.heal();
    stage.noted(
      `a page of the municipality, 95 %: ${calm.toFixed(0)} ms before, ${hanging.toFixed(0)} ms while nobody answers`,
    );
    stage.measured('the same as a ratio', Number((hanging / calm).toFixed(2)), long ? 1.1 : 5);
    house.gate.civic.fate = often(0.3, 'half');
    house.gate.municipal.fate = often(0.3, 'no-answer');
    await meanwhile(stage, { word: 'F5b', writes: long ? 200 : 16 }, () => Promise.resolve());
    house.gate.civic.fate = () => ({ lateMs: 2000 });
    await traffic.askMany('F5', 4);
    for (const gate of [house.gate.civic, house.gate.municipal]) gate.heal();
  },
};

const duplicates: Drill = {
  name: 'F6',
  says: 'letters come twice, late and in another order',
  async run(stage) {
    const { house, long } = stage;
    const weather = (): Fate => {
      const dice = Math.random();
      if (dice < 0.2) return 'twice';
      // After each that is not answered the partner is left alone for a second or two: ten thousand would take hours.
      if (dice < (long ? 0.21 : 0.3)) return 'no-answer';
      if (long && dice < 0.97) return 'through';
      return { lateMs: Math.random() * (long ? 5000 : 500) };
    };
    for (const gate of [house.gate.civic, house.gate.municipal]) gate.fate = weather;
    await meanwhile(stage, { word: 'F6', writes: long ? 10_000 : 30, lanes: 8 }, () => Promise.resolve());
    for (const gate of [house.gate.civic, house.gate.municipal]) gate.heal();
  },
};

async function heard({ house }: Stage): Promise<number> {
  const counts = await Promise.all(
    (['municipal', 'civic'] as const).map((plane) =>
      house.query<{ count: number }>(plane, 'select count(*)::int as count from inbound_message'),
    ),
  );
  return counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
}

const replay: Drill = {
  name: 'F7',
  says: 'letters that were overheard are sent again, later, elsewhere',
  async run(stage) {
    const { house, traffic, long } = stage;
    const gate = house.gate.civic;
    gate.kept = [];
    await traffic.askMany('F7', long ? 900 : 20);
    await house.settle();
    const letters = gate.kept;
    gate.kept = undefined;
    const before = await heard(stage);
    const statuses = new Map<string, number>();
    const send = async (what: string, change: (letter: Letter) => Letter) => {
      for (const letter of letters) {
        const { status } = await gate.send(change(letter));
        statuses.set(`${what} ${status}`, (statuses.get(`${what} ${status}`) ?? 0) + 1);
        await (statuses.size % 50 === 0 ? house.forgetCounts() : undefined);
      }
    };
    await send('again', (letter) => letter);
    const { host } = new URL(house.club('grannar'));
    await house.forgetCounts();
    await send('to another', (letter) => ({ ...letter, headers: { ...letter.headers, host } }));
    await house.forgetCounts();
    await send('elsewhere', (letter) => ({ ...letter, path: '/federation/outbox' }));
    for (const later of [360_000, 86_400_000]) {
      house.turnClock('civic', later);
      await pause(200);
      await house.forgetCounts();
      await send(`${later / 60_000} min later`, (letter) => letter);
    }
    house.turnClock('civic', 0);
    await pause(200);
    stage.measured(`taken as new, of ${letters.length * 5} sent again`, (await heard(stage)) - before, 0);
    const strange = [...statuses.keys()].filter((key) => /^(to another|elsewhere) 2/.test(key));
    stage.measured('answered as known where nobody knows them', strange.length, 0);
    stage.noted([...statuses].map(([key, count]) => `${key}: ${count}`).join(', '));
  },
};

const twoOfEach: Drill = {
  name: 'F23',
  says: 'two processes of each plane at the same work, and the queue forgets between them',
  async run(stage) {
    const { house, long } = stage;
    const others = [await house.startAnother('municipal'), await house.startAnother('civic')];
    try {
      await meanwhile(stage, { word: 'F23', writes: long ? 2000 : 30, lanes: 6 }, () => wipeQueues(stage));
    } finally {
      for (const other of others) await house.slay(other);
    }
    await until('the queue to notice', async () => ((await house.waiting()) === 0 ? true : undefined));
  },
};

export const between: readonly Drill[] = [queue, cuts, duplicates, replay, twoOfEach];
