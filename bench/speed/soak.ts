// SPDX-License-Identifier: EUPL-1.2
// Minutes of ordinary work, people reading and some asking: does the process hold more when it is over?
import { setTimeout as pause } from 'node:timers/promises';
import { median, slope } from './figures.ts';
import type { Ground } from './ground.ts';
import { said, type Line } from './lines.ts';
import { productCreate, productFeed, turns } from './questions.ts';
import { heldMb, startProduct, tellsUse } from './servers.ts';
import { askers, sowRequests, sowTowns } from './sow.ts';
import { fire } from './volley.ts';

const size = { tenants: 200, persons: 16, requests: 20_000 };
/** Questions a second: about a third of what one core answers. */
const rates = { feed: 40, create: 8 };
const lookEveryMs = 2000;

/** The first fifth of the time only fills what is filled once: code that is compiled, connections, caches. */
export async function soak(ground: Ground, minutes: number): Promise<Line[]> {
  if (!tellsUse) return [{ goal: 'soak', value: NaN, said: 'this machine does not tell what a process holds' }];
  const all = Array.from({ length: size.tenants }, (_, at) => at + 1);
  await sowTowns(
    ground,
    all.map((tenant) => ({ tenant, persons: size.persons })),
  );
  await sowRequests(ground, { from: 1, to: size.requests, tenants: size.tenants });
  await ground.rest();
  const product = await startProduct(ground);
  try {
    const seconds = minutes * 60;
    const [readers, posters] = [turns(all, askers + 1, size.persons), turns(all, 1, askers)];
    const { port } = product;
    const held: { n: number; value: number }[] = [];
    const since = performance.now();
    let working = true;
    const look = async () => {
      for (; working; await pause(lookEveryMs))
        held.push({ n: (performance.now() - since) / 1000, value: heldMb(product.pid) });
    };
    const looking = look();
    const [feed, create] = await Promise.all([
      fire({ port, next: () => productFeed(ground, readers()), connections: 8, seconds, rate: rates.feed }),
      fire({ port, next: () => productCreate(ground, posters()), connections: 4, seconds, rate: rates.create }),
    ]);
    working = false;
    await looking;
    const warm = held.filter(({ n }) => n > seconds / 5);
    const part = Math.max(1, Math.floor(warm.length / 5));
    const [first, last] = [warm.slice(0, part), warm.slice(-part)].map((some) =>
      median(some.map(({ value }) => value)),
    ) as [number, number];
    const growth = (100 * (last - first)) / first;
    const refused = [feed, create].flatMap((volley) => [...volley.refused]);
    if (refused.length > 0) throw new Error(`refused ${JSON.stringify(refused)}`);
    const says = `${said(growth)} %: ${said(first)} MB, then ${said(last)} MB (${said(slope(warm) * 60)} MB a minute); ${said(minutes)} minutes, ${said(feed.answered + create.answered)} answers`;
    return [{ goal: 'soak', value: growth, said: says }];
  } finally {
    await product.stop();
  }
}
