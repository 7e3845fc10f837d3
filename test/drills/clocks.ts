// SPDX-License-Identifier: EUPL-1.2
// F8 and F13: clocks that disagree, and a partner that is away for a week.
import { setTimeout as pause } from 'node:timers/promises';
import type { DrillHouse } from './house.ts';
import { seconds, signInAgain, until, type Drill, type Stage } from './drill.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

async function turn(house: DrillHouse, aheadMs: number, ...planes: readonly ('municipal' | 'civic')[]): Promise<void> {
  for (const plane of planes) house.turnClock(plane, aheadMs);
  await pause(150);
}

/** How often letters were turned away, by code. */
const turnedAway = ({ house }: Stage, since: number) =>
  house.query<{ code: string; count: number }>(
    'municipal',
    `select code, count(*)::int as count from outbound_message where code is not null and state = 'waiting' and created_at >= $1 group by 1`,
    [new Date(since)],
  );

const skew: Drill = {
  name: 'F8',
  turnsClock: true,
  says: "the municipality's clock is wrong: 30 s ahead, 6 min ahead, an hour back",
  async run(stage) {
    const { house, traffic } = stage;
    await turn(house, 30_000, 'municipal');
    await traffic.ask('F8');
    const since = Date.now();
    await house.settle();
    stage.measured('30 s ahead: taken after', seconds(Date.now() - since), 20, 's');

    await turn(house, 6 * minute, 'municipal');
    const ahead = Date.now() + 5 * minute;
    await traffic.ask('F8');
    const refused = await until('a refusal', async () => (await turnedAway(stage, ahead)).at(0));
    stage.noted(`6 min ahead: ${refused.code}, and it is kept`);
    // The sender's clock is put right; then time goes by until the moment that was signed.
    await turn(house, 0, 'municipal');
    await traffic.ask('F8');
    await turn(house, 8 * minute, 'civic', 'municipal');
    await house.settle();

    await turn(house, -60 * minute, 'municipal');
    await traffic.ask('F8');
    await turn(house, 8 * minute, 'municipal');
    await traffic.ask('F8');
    await house.settle();
    const [row] = await house.query<{ count: number }>(
      'municipal',
      `select count(*)::int as count from request where "to" < "from" or expires_at < created_at`,
    );
    stage.measured('requests that end before they begin', row?.count ?? -1, 0);
    await turn(house, 0, 'municipal', 'civic');
  },
};

const week: Drill = {
  name: 'F13',
  turnsClock: true,
  says: 'the partner is away for seven days and comes back',
  async run(stage) {
    const { house, who, traffic, long } = stage;
    await house.kill('civic');
    await traffic.askMany('F13', long ? 5000 : 40);
    const partners = async () =>
      (await who.ingrid.get<{ items: { id: string; waitingSince: string | null }[] }>('/partners')).items.find(
        ({ id }) => id === stage.partnerId,
      );
    await until('the municipality to notice', async () => ((await partners())?.waitingSince ? true : undefined));
    // As often as it is knocked at in a week.
    await house.query('municipal', 'update partner set failures = 600 where waiting_since is not null');
    for (let days = 1; days <= 7; days += 1) {
      await turn(house, days * day, 'municipal', 'civic');
      await pause(100);
    }
    const wait = await until('another try after a week', async () => {
      const [next] = await house.query<{ seconds: number | null }>(
        'municipal',
        'select extract(epoch from max(retry_at) - $1::timestamptz)::float as seconds from partner where failures > 600',
        [new Date(Date.now() + 7 * day)],
      );
      return next?.seconds && next.seconds > 0 ? next.seconds : undefined;
    });
    stage.measured('seconds until the next try, after a week', Math.round(wait), 60);
    const { taken } = house.gate.civic;
    const before = taken.length;
    await house.start('civic');
    const back = Date.now();
    // In the short form nobody waits for that minute to go by.
    if (!long) await turn(house, 7 * day + wait * 1000, 'municipal', 'civic');
    await until('the first letter', () => (taken.length > before ? true : undefined));
    stage.measured('first letter after its return', seconds(Date.now() - back), 60, 's');
    await house.settle(600_000);
    const times = taken.slice(before);
    stage.measured(`${times.length} letters delivered`, seconds((times.at(-1) ?? 0) - back), 300, 's');
    // The demo BankID lives in the machine's own time.
    await turn(house, 0, 'municipal', 'civic');
    await signInAgain(who);
    if ((await partners())?.waitingSince) throw new Error('It is back, and still said to be away');
  },
};

export const clocks: readonly Drill[] = [skew, week];
