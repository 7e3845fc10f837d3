// SPDX-License-Identifier: EUPL-1.2
import { createServer } from 'node:net';
import { allPorts, type Layout } from './layout.ts';
import { portsTaken } from './troubles.ts';

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/** Both loopback addresses are tried: a browser may ask `localhost` on either, and must not meet a stranger there. */
export async function checkPorts(layout: Layout): Promise<void> {
  const taken: [number, string][] = [];
  for (const [port, use] of Object.entries(allPorts(layout))) {
    if ((await isTaken(Number(port), '127.0.0.1')) || (await isTaken(Number(port), '::1')))
      taken.push([Number(port), use]);
  }
  if (taken.length > 0) throw portsTaken(taken, layout.portBase);
}
