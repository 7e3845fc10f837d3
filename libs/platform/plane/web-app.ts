// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const notPages = /^\/(api|health|federation|\.well-known|assets)(\/|$)/;

/** Serves the built web app, packed when it was built: hashed files for ever, the page itself never from a cache, and the page for every route of it. */
export async function serveWebApp(fastify: FastifyInstance, folder: string): Promise<void> {
  const root = path.resolve(folder);
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      const hashed = file.startsWith(path.join(root, 'assets') + path.sep);
      reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html');
    const address = request.url.split('?')[0] ?? '/';
    if (wantsPage && request.is404 && !notPages.test(address)) {
      void reply.header('Cache-Control', 'no-cache').sendFile('index.html');
      return;
    }
    done();
  });
}
