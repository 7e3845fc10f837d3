// SPDX-License-Identifier: EUPL-1.2
// F1 to F3 and F22: processes and databases that end without a word, or stop and come back.
import { setTimeout as pause } from 'node:timers/promises';
import type { Plane } from '../../infra/local/layout.ts';
import { at, seconds, signInAgain, until, type Drill, type Stage } from './drill.ts';
import { signal } from './signals.ts';

const chance = (least: number, most: number) => least + Math.random() * (most - least);

/** People work, and as long as something is done to the house; afterwards everything comes to rest. */
export async function meanwhile(
  { traffic, house }: Stage,
  { word, writes, lanes = 4 }: { word: string; writes: number; lanes?: number },
  work: () => Promise<void>,
): Promise<void> {
  let working = true;
  let asked = false;
  const asking = traffic.askMany(word, writes, lanes, () => working);
  const declining = (async () => {
    while (!asked) {
      await traffic.declineAll(word);
      await pause(300);
    }
  })();
  // Whatever comes of the work, nobody is left working unseen.
  const done = await Promise.allSettled([
    work().finally(() => (working = false)),
    asking.finally(() => (asked = true)),
    declining,
  ]);
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  await house.settle();
}

/**
 * How long letters waited, from being written, or from the last moment after which everything stood again, to their
 * receipt, ms.
 */
export async function waits({ house }: Stage, since: number, stoodAgain: readonly number[] = []): Promise<number[]> {
  const rows = await Promise.all(
    (['municipal', 'civic'] as const).map((plane) =>
      house.query<{ from: Date; to: Date }>(
        plane,
        `select created_at as from, settled_at as to from outbound_message where state = 'delivered' and created_at >= $1 and created_at <= now()`,
        [new Date(since)],
      ),
    ),
  );
  return rows.flat().map(({ from, to }) => {
    const stood = stoodAgain.filter((moment) => moment <= to.getTime());
    return to.getTime() - Math.max(from.getTime(), ...stood);
  });
}

const api: Drill = {
  name: 'F1',
  says: 'kill -9 of the municipal process while people write',
  async run(stage) {
    const { house, traffic, long } = stage;
    const [kills, writes] = long ? [200, 20_000] : [2, 40];
    const restarts: number[] = [];
    const gaps: [number, number][] = [];
    const before = traffic.failures.length;
    await meanwhile(stage, { word: 'F1', writes }, async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        await pause(chance(200, 1200));
        const from = Date.now();
        await house.kill('municipal');
        restarts.push(await house.start('municipal'));
        gaps.push([from, Date.now()]);
      }
    });
    const errors = traffic.failures.slice(before).filter(({ status }) => status >= 500);
    const outside = errors.filter((one) => !gaps.some(([from, to]) => one.at >= from && one.at <= to + 500));
    stage.measured(`${kills} kills: ready again, 95 %`, seconds(at(0.95, restarts)), 5, 's of work');
    stage.measured('answers of 500 and more while it was up', outside.length, 0);
    stage.noted(`${traffic.failures.length - before} tries broke off and were said again with the same key`);
  },
};

const worker: Drill = {
  name: 'F2',
  says: 'kill -9 of sender and receiver in the middle of a delivery, also between the receipt and its note',
  async run(stage) {
    const { house, long } = stage;
    const [kills, writes] = long ? [100, 10_000] : [1, 20];
    const since = Date.now();
    const stoodAgain: number[] = [];
    await meanwhile(stage, { word: 'F2', writes }, async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        // A receipt has been given, and the sender dies before it hears of it; not always the first, or the partner
        // would seem to have been silent ever since, and be left alone for longer and longer.
        let struck = false;
        let receipts = long ? Math.ceil(chance(0, 20)) : 1;
        house.gate.civic.answered = async (status) => {
          if (status !== 202 || struck || (receipts -= 1) > 0) return;
          struck = true;
          await house.kill('municipal');
        };
        await until('a receipt', () => struck || undefined);
        house.gate.civic.heal();
        await house.start('municipal');
        stoodAgain.push(Date.now());
        await pause(chance(100, 600));
        await house.kill('civic');
        await house.start('civic');
        stoodAgain.push(Date.now());
      }
    });
    const stuck = await waits(stage, since, stoodAgain);
    stage.measured(
      `${kills * 2} kills: stuck after it stood again, 95 % of ${stuck.length}`,
      seconds(at(0.95, stuck)),
      20,
      's',
    );
    stage.noted(`the longest ${seconds(Math.max(...stuck))} s`);
  },
};

const database: Drill = {
  name: 'F3',
  says: 'kill -9 of PostgreSQL with all its processes, fsync on, on each plane',
  async run(stage) {
    const { house, traffic, long } = stage;
    const [kills, writes] = long ? [50, 4000] : [2, 40];
    const reconnects: number[] = [];
    const failed = traffic.failures.length;
    const [{ fsync } = { fsync: '' }] = await house.query<{ fsync: string }>('municipal', 'show fsync');
    if (fsync !== 'on') throw new Error('fsync is off: nothing would be shown');
    const pids = () => [house.process.municipal?.pid, house.process.civic?.pid].join();
    const before = pids();
    await meanwhile(stage, { word: 'F3', writes }, async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        const plane: Plane = kill % 2 ? 'civic' : 'municipal';
        await pause(chance(200, 1000));
        await house.killDatabase(plane);
        await house.startDatabase(plane);
        const since = performance.now();
        await until(`the ${plane} half to find its database again`, async () => {
          const { ok } = await fetch(`http://127.0.0.1:${house.portOf(plane)}/health/ready`).catch(() => ({
            ok: false,
          }));
          return ok || undefined;
        });
        reconnects.push(performance.now() - since);
      }
    });
    for (const plane of ['municipal', 'civic'] as const) {
      const child = house.process[plane];
      if (child) process.kill(child.pid, 0);
    }
    if (pids() !== before) throw new Error('A process ended with its database');
    const statuses = traffic.failures.slice(failed).map(({ status }) => status);
    stage.measured('answers that hide that it was away (500)', statuses.filter((status) => status === 500).length, 0);
    stage.noted(`${statuses.filter((status) => status === 503).length} were told to come again (503)`);
    stage.measured(`${kills} kills: found again, slowest`, seconds(Math.max(...reconnects)), 10, 's');
  },
};

const freeze: Drill = {
  name: 'F22',
  says: 'a process that is frozen in the middle of a delivery and comes back when another has taken over',
  async run(stage) {
    const { house, who, traffic, long } = stage;
    const other = await house.startAnother('municipal');
    const main = house.process.municipal!;
    try {
      for (let time = 0; time < (long ? 20 : 1); time += 1) {
        let struck = false;
        house.gate.civic.fate = () => ({ lateMs: 1000 });
        house.gate.civic.answered = (status) => {
          if (status === 202 && !struck) {
            signal(main, 'SIGSTOP');
            signal(other, 'SIGCONT');
          }
          struck ||= status === 202;
          return Promise.resolve();
        };
        // Or it might be the other that is in the middle of it.
        signal(other, 'SIGSTOP');
        await traffic.askMany('F22', 3, 3);
        await until('a receipt', () => struck || undefined);
        const since = Date.now();
        house.gate.civic.fate = () => 'through';
        await until('the other to take over', async () => ((await house.waiting()) === 0 ? true : undefined));
        stage.measured('the other has taken over after', seconds(Date.now() - since), 20, 's');
        if (long) await pause(90_000 - (Date.now() - since));
        signal(main, 'SIGCONT');
        house.gate.civic.heal();
        await traffic.ask('F22');
        await house.settle();
      }
    } finally {
      signal(main, 'SIGCONT');
      signal(other, 'SIGCONT');
      await house.slay(other);
    }
    // Nobody has touched a page for half an hour.
    if (long) await signInAgain(who);
  },
};

export const kills: readonly Drill[] = [api, worker, database, freeze];
