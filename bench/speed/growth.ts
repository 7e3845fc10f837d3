// SPDX-License-Identifier: EUPL-1.2
// What a deed costs as the house grows: one person, one connection, product and floor block by block in turn.
import { setTimeout as pause } from 'node:timers/promises';
import type { Alone } from './alone.ts';
import { median } from './figures.ts';
import type { Ground } from './ground.ts';
import { floorCreate, floorFeed, productCreate, productFeed, type Who } from './questions.ts';
import { calm, heldMb, tellsUse, usedMs, type Server } from './servers.ts';
import { askers, sowPartners, sowRequests, sowTowns } from './sow.ts';
import { askOnce, fire } from './volley.ts';

export interface Step {
  readonly n: number;
  /** Medians, ms. */
  readonly product: number;
  readonly floor: number;
}

export interface Curve {
  readonly name: string;
  readonly of: string;
  readonly steps: readonly Step[];
}

export interface Two {
  readonly ground: Ground;
  readonly product: Server;
  readonly floor: Server;
  readonly rules: { readonly alone: Alone };
}

interface Pace {
  readonly blocks: number;
  readonly each: number;
}
const reading: Pace = { blocks: 7, each: 30 };
/** Fewer: each leaves something to do behind it. */
const writing: Pace = { blocks: 3, each: 6 };

async function pace(
  n: number,
  alone: Alone,
  ours: () => [Server, Buffer],
  best: () => [Server, Buffer],
  { blocks, each }: Pace,
): Promise<Step> {
  const taken = { ours: [] as number[], best: [] as number[] };
  for (let block = -1; block < blocks; block += 1) {
    for (const [side, question] of [
      ['best', best],
      ['ours', ours],
    ] as const) {
      const [{ port }] = question();
      let left = each;
      const next = () => ((left -= 1) >= 0 ? question()[1] : undefined);
      const ask = () => fire({ port, next, connections: 1, seconds: 60 });
      const { ms, refused } = await (side === 'best' ? alone(ask) : ask());
      if (refused.size > 0) throw new Error(`at ${n}: refused ${JSON.stringify([...refused])}`);
      // The first block only warms up.
      if (block >= 0) taken[side].push(...ms);
    }
  }
  return { n, product: median(taken.ours), floor: median(taken.best) };
}

export const paceOfFeed = ({ ground, product, floor, rules }: Two, n: number, who: Who): Promise<Step> =>
  pace(
    n,
    rules.alone,
    () => [product, productFeed(ground, who)],
    () => [floor, floorFeed(who)],
    reading,
  );

const paceOfCreate = async ({ ground, product, floor, rules }: Two, n: number, tenant: number): Promise<Step> => {
  let turn = 0;
  const who = () => ({ tenant, person: 1 + ((turn += 1) % askers) });
  const step = await pace(
    n,
    rules.alone,
    () => [product, productCreate(ground, who())],
    () => [floor, floorCreate(who())],
    writing,
  );
  await calm([product.pid], 30_000);
  return step;
};

/** Requests in the whole house; the reader is in the largest tenant, whose page is always full. */
export async function growRequests(two: Two, sizes: readonly number[], tenants: number, sown: number): Promise<Curve> {
  const steps: Step[] = [];
  let there = sown;
  for (const n of sizes) {
    if (n > there) await sowRequests(two.ground, { from: there + 1, to: n, tenants });
    there = Math.max(there, n);
    await two.ground.rest();
    steps.push(await paceOfFeed(two, n, { tenant: 1, person: askers + 1 }));
  }
  return { name: 'feed', of: 'requests', steps };
}

export interface TenantStep extends Step {
  /** Of the product when every tenant has been asked for once, MB. */
  readonly heldMb: number;
  /** What the product uses while nobody asks anything, share of a core. */
  readonly idle: number;
}

const sweepsMs = 31_000;

export async function growTenants(
  two: Two,
  sizes: readonly number[],
  personsOf: (tenant: number) => number,
  { sown, watchIdle }: { sown: number; watchIdle: (n: number) => boolean },
): Promise<TenantStep[]> {
  const { ground, product } = two;
  const steps: TenantStep[] = [];
  let there = sown;
  for (const n of sizes) {
    const towns = Array.from({ length: Math.max(0, n - there) }, (_, at) => there + at + 1);
    await sowTowns(
      ground,
      towns.map((tenant) => ({ tenant, persons: personsOf(tenant) })),
    );
    there = Math.max(there, n);
    await ground.rest();
    // The plane looks for an unknown host at most twice a second; then it knows them all.
    await pause(600);
    await askOnce(product.port, productFeed(ground, { tenant: n, person: 2 }));
    let turn = 0;
    const next = () => ((turn += 1) <= n ? productFeed(ground, { tenant: turn, person: 2 }) : undefined);
    await fire({ port: product.port, next, connections: 8, seconds: 600 });
    const step = await paceOfFeed(two, n, { tenant: 1, person: askers + 1 });
    const before = tellsUse ? usedMs(product.pid) : NaN;
    if (watchIdle(n)) await pause(sweepsMs);
    const idle = tellsUse && watchIdle(n) ? (usedMs(product.pid) - before) / sweepsMs : NaN;
    steps.push({ ...step, heldMb: tellsUse ? heldMb(product.pid) : NaN, idle });
  }
  return steps;
}

/** Apart from all others, so that nothing else of theirs grows. */
const apart = { members: 900_000, partners: 800_000 };
const someRequests = 100;

async function found(ground: Ground, tenant: number, persons: number): Promise<void> {
  await sowTowns(ground, [{ tenant, persons }]);
  const from = tenant * 1000;
  await sowRequests(ground, { from, to: from + someRequests - 1, inTenant: tenant });
  // The plane looks for an unknown host at most twice a second.
  await pause(600);
}

export async function growMembers(two: Two, sizes: readonly number[]): Promise<Curve[]> {
  const [feed, create]: [Step[], Step[]] = [[], []];
  for (const n of sizes) {
    const tenant = apart.members + n;
    await found(two.ground, tenant, n);
    await two.ground.rest();
    feed.push(await paceOfFeed(two, n, { tenant, person: askers + 1 }));
    create.push(await paceOfCreate(two, n, tenant));
  }
  return [
    { name: 'feed', of: 'members of the group', steps: feed },
    { name: 'create', of: 'members of the group', steps: create },
  ];
}

export async function growPartners(two: Two, sizes: readonly number[]): Promise<Curve[]> {
  const [feed, create]: [Step[], Step[]] = [[], []];
  for (const n of sizes) {
    const tenant = apart.partners + n;
    await found(two.ground, tenant, 16);
    await sowPartners(two.ground, tenant, n);
    await two.ground.rest();
    feed.push(await paceOfFeed(two, n, { tenant, person: askers + 1 }));
    create.push(await paceOfCreate(two, n, tenant));
  }
  return [
    { name: 'feed', of: 'partners', steps: feed },
    { name: 'create', of: 'partners', steps: create },
  ];
}

/** The first page and one far down, in turn. @returns medians, ms, and how far down it got */
export async function depth(
  { ground, product }: Two,
  who: Who,
  page: number,
): Promise<{ first: number; deep: number; page: number }> {
  let cursor = '';
  let reached = 1;
  while (reached < page) {
    const answer = await askOnce(product.port, productFeed(ground, who, cursor));
    const { next } = JSON.parse(answer.body) as { next: string | null };
    if (!next) break;
    cursor = next;
    reached += 1;
  }
  const taken: [number[], number[]] = [[], []];
  for (let block = 0; block < reading.blocks; block += 1) {
    for (const [at, from] of ['', cursor].entries()) {
      let left = reading.each;
      const next = () => ((left -= 1) >= 0 ? productFeed(ground, who, from) : undefined);
      taken[at]?.push(...(await fire({ port: product.port, next, connections: 1, seconds: 60 })).ms);
    }
  }
  return { first: median(taken[0]), deep: median(taken[1]), page: reached };
}
