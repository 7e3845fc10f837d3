// SPDX-License-Identifier: EUPL-1.2
// The rows of the scorecard that set product against floor: feed, create, accept, patience, and what the wall costs.
import { contest, unhurried, type Contest, type Rules } from './contest.ts';
import type { Ground } from './ground.ts';
import {
  floorAccept,
  floorCreate,
  floorFeed,
  ofProduct,
  productAccept,
  productCreate,
  productFeed,
  supply,
  turns,
  words,
  type Deed,
} from './questions.ts';
import { said, times, type Line } from './lines.ts';
import { calm, type Server } from './servers.ts';
import { askers, idOf, openRequests } from './sow.ts';
import { askOnce, race } from './volley.ts';

export interface Field {
  readonly ground: Ground;
  readonly product: Server;
  readonly floor: Server;
  readonly rules: Rules;
  /** How long a contest waits for what the one before has left to do. */
  readonly patienceMs: number;
  /** How many tenants there are, and how many of them have a whole page in their feeds. */
  readonly tenants: number;
  readonly full: number;
  readonly persons: number;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** @throws Error when the floor and the product do not show the same page: they would not do the same work. */
export async function expectSamePage({ ground, product, floor }: Field): Promise<void> {
  const who = { tenant: 1, person: askers + 1 };
  const ours = await askOnce(product.port, productFeed(ground, who));
  const best = await askOnce(floor.port, floorFeed(who));
  if (ours.status !== 200 || best.status !== 200)
    throw new Error(`No page: product ${ours.status} ${ours.body.slice(0, 300)}, floor ${best.status}`);
  const ids = [
    (JSON.parse(ours.body) as { items: { id: string }[] }).items,
    JSON.parse(best.body) as { id: string }[],
  ].map((cards) => cards.map(({ id }) => id).join());
  if (!ids[0] || ids[0] !== ids[1]) throw new Error(`Product and floor show other pages: ${ids.join(' / ')}`);
}

/** Each deed with what both sides ask. Accepting uses up what is open, so both take from one supply. */
export async function contests(
  field: Field,
  tell: (deed: Deed, contest: Contest, calmed: boolean) => void,
): Promise<void> {
  const { ground, product, floor, rules, patienceMs, full, tenants, persons } = field;
  const readers = () => turns(range(1, full), askers + 1, persons);
  const [ours, best] = [readers(), readers()];
  const told = async (deed: Deed, held: Contest) => tell(deed, held, await calm([product.pid], patienceMs));
  await told(
    'feed',
    await contest(
      { server: product, next: () => productFeed(ground, ours()) },
      { server: floor, next: () => floorFeed(best()) },
      rules,
    ),
  );
  const [asking, askingBest] = [turns(range(1, tenants), 1, askers), turns(range(1, tenants), 1, askers)];
  await told(
    'create',
    await contest(
      { server: product, next: () => productCreate(ground, asking()) },
      { server: floor, next: () => floorCreate(askingBest()) },
      rules,
    ),
  );
  const open = supply(await openRequests(ground, full + 1, tenants, 200_000), [askers + 1, persons]);
  const accepted = await contest(
    { server: product, next: () => open.next((who, id) => productAccept(ground, who, id)) },
    { server: floor, next: () => open.next(floorAccept) },
    rules,
  );
  if (open.left() === 0) throw new Error('accept: the open requests ran out before the time did');
  await told('accept', accepted);
}

export async function patience(field: Field, feed: Contest): Promise<Line> {
  const { ground, product, floor, rules, full, persons } = field;
  const [ours, best] = [turns(range(1, full), askers + 1, persons), turns(range(1, full), askers + 1, persons)];
  const saturation = Math.min(...feed.product.map(({ perSecond }) => perSecond));
  const found = await unhurried(
    { server: product, next: () => productFeed(ground, ours()) },
    { server: floor, next: () => floorFeed(best()) },
    rules,
    saturation,
  );
  return {
    goal: 'patience',
    value: found.ratio.median,
    said: `${times(found.ratio)}: ${said(found.product)} ms / ${said(found.floor)} ms at ${Math.round(found.rate)}/s`,
  };
}

/** The floor with the wall beside the floor without it: the product refuses to run as a role that the wall does not bind. */
export async function costOfTheWall({ floor, rules, full, persons }: Field): Promise<Line> {
  const [walled, free] = [turns(range(1, full), askers + 1, persons), turns(range(1, full), askers + 1, persons)];
  const found = await rules.alone(() =>
    contest(
      { server: floor, next: () => floorFeed(walled()) },
      { server: floor, next: () => floorFeed(free(), '/unwalled') },
      { ...rules, alone: (work) => work() },
    ),
  );
  // Time for one, so the other way round than answers a second; spread accordingly.
  const { median, low, high } = found.ratio;
  const slower = { median: 1 / median, low: 1 / high, high: 1 / low };
  return { goal: 'wall', value: slower.median, said: `${times(slower)}; noise ${times(found.noise)}` };
}

const racers = 64;

/** Everybody says “I can” at once to a request with one place. @returns how many got it, and what the others heard */
export async function raceForOne(
  { ground, product }: Field,
  tenant: number,
): Promise<{ winners: number; statuses: string }> {
  const body = {
    serviceType: 'practical',
    text: words,
    groupIds: [idOf('group', tenant)],
    matching: 'first-come',
    send: true,
  };
  const posted = await askOnce(product.port, ofProduct(ground, { tenant, person: 1 }, 'POST', '/requests', body));
  if (posted.status !== 201) throw new Error(`The request was refused: ${posted.status} ${posted.body.slice(0, 300)}`);
  const { id } = JSON.parse(posted.body) as { id: string };
  const answers = await race(
    product.port,
    range(2, racers + 1).map((person) => productAccept(ground, { tenant, person }, id)),
  );
  const winners = answers.filter(
    ({ status, body: text }) => status === 201 && (JSON.parse(text) as { agreementId: string | null }).agreementId,
  ).length;
  const counts = Object.entries(Object.groupBy(answers, ({ status }) => String(status)));
  return { winners, statuses: counts.map(([status, all]) => `${all?.length ?? 0} × ${status}`).join(', ') };
}
