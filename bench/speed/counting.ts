// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ground.ts';
import { productAccept, productCreate, productFeed, type Deed } from './questions.ts';
import type { Field } from './scorecard.ts';
import { calm, startProduct } from './servers.ts';
import { askers, openRequests } from './sow.ts';
import { CountingDoor, type Counted } from './statements.ts';
import { askOnce } from './volley.ts';

const asked = 10;

/**
 * A product of its own that only answers, and whose ways to its databases lead through a counting door. The first of
 * each deed is not counted.
 */
export async function countStatements({
  ground,
  full,
  tenants,
}: Field): Promise<Record<Deed, { times: number; counted: Counted }>> {
  const database = new URL(ground.url('app', 'handslag'));
  const door = await CountingDoor.before(Number(database.port));
  const through = (url: string) => url.replace(`:${database.port}/`, `:${door.port}/`);
  const port = await freePort();
  const product = await startProduct(ground, { port, through, role: 'api' });
  try {
    const helper = askers + 1;
    const open = await openRequests(ground, full + 1, tenants, asked + 1);
    const questions: Record<Deed, (turn: number) => Buffer> = {
      feed: () => productFeed(ground, { tenant: 1, person: helper }),
      create: (turn) => productCreate(ground, { tenant: full + turn, person: 1 }),
      accept: (turn) => {
        const one = open[turn];
        if (!one) throw new Error('No open request is left to count with');
        return productAccept(ground, { tenant: one.tenant, person: helper }, one.requestId);
      },
    };
    const counts: Partial<Record<Deed, { times: number; counted: Counted }>> = {};
    for (const [deed, question] of Object.entries(questions) as [Deed, (turn: number) => Buffer][]) {
      for (let turn = 0; turn <= asked; turn += 1) {
        const { status, body } = await askOnce(port, question(turn));
        if (status >= 300) throw new Error(`${deed} was refused: ${status} ${body.slice(0, 300)}`);
        if (turn > 0) continue;
        await calm([product.pid]);
        await pause(200);
        door.take();
      }
      await calm([product.pid]);
      counts[deed] = { times: asked, counted: door.take() };
    }
    return counts as Record<Deed, { times: number; counted: Counted }>;
  } finally {
    await product.stop();
    door.close();
  }
}
