// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance } from 'fastify';
import type { HandslagRequest } from '#platform/http';

/**
 * A connection holds its last request until the next one comes, which may take minutes: who asked, and all that they
 * may do, is let go when they have their answer. Whoever goes away before that is still being worked for.
 */
export function forgetCallers(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request: HandslagRequest, reply, done) => {
    if (reply.raw.writableFinished) delete request.handslag;
    done();
  });
}
