// SPDX-License-Identifier: EUPL-1.2
// What the queue on PostgreSQL carries by itself: hints put in, and hints taken out by a worker that does nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { TenantId } from '#kernel';
import { BullHints } from '#platform/queue';
import type { Ground } from './ground.ts';
import { said } from './lines.ts';
import { idOf } from './sow.ts';

const atOnce = 32;

/** Not a goal: the queue carries hints only, and the truth is in the tables. */
export async function queueAlone(ground: Ground, hints: number): Promise<string> {
  const options = { postgresUrl: ground.url('queue', 'handslag_platform'), queue: 'bench' };
  const tenant = idOf('tenant', 1) as TenantId;
  const sender = new BullHints(options);
  const worker = new BullHints({ ...options, concurrency: atOnce });
  try {
    await sender.add({ job: 'bench', tenant, id: 'first' });
    const since = performance.now();
    let next = 0;
    const lane = async () => {
      while ((next += 1) <= hints) await sender.add({ job: 'bench', tenant, id: String(next) });
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    const added = performance.now();
    let worked = 0;
    await worker.consume(() => {
      worked += 1;
      return Promise.resolve();
    });
    while (worked <= hints) await pause(5);
    const [inAll, out] = [(added - since) / 1000, (performance.now() - added) / 1000];
    return `The queue on PostgreSQL, ${atOnce} at once: ${said(hints / inAll)} hints put in a second, ${said(hints / out)} taken out.`;
  } finally {
    await worker.close();
    await sender.close();
  }
}
