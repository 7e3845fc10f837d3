// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance } from 'fastify';
import type { TenantId } from '#kernel';
import { Turns } from '#platform/tenancy';

/** How many calls are worked on at the same time, and how much of that is for one tenant: more wait for one processor. */
const places = 12;
const mostOfOne = 0.25;
/** Then a call is begun all the same: what it would wait for is not the processor. */
const patienceMs = 500;

interface Hosts {
  byHost(host: string): Promise<{ readonly id: TenantId } | undefined>;
}

/**
 * Calls are begun in turn, tenant by tenant: while all of one organisation's people ask at once, others wait for three
 * of them. A call takes its place when all of it has come, so that nobody takes one by being slow.
 */
export function beginInTurn(fastify: FastifyInstance, hosts: Hosts): void {
  const turns = new Turns(places, { mostOfOne, waitMs: patienceMs });
  const ends = new WeakMap<object, () => void>();
  fastify.addHook('preValidation', async (request, reply) => {
    const tenant = await hosts.byHost(request.host);
    if (!tenant) return;
    // From now on, not from its turn on: whoever goes away while they wait takes no place with them.
    const answered = new Promise<void>((end) => {
      ends.set(request, end);
      reply.raw.once('close', end);
    });
    await new Promise<void>((begin) => {
      const work = () => {
        begin();
        return answered;
      };
      turns.take(tenant.id, work).catch(() => begin());
    });
  });
  fastify.addHook('onSend', async (request, _reply, payload) => {
    ends.get(request)?.();
    return payload;
  });
}
