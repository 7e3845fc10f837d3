// SPDX-License-Identifier: EUPL-1.2
import { rm } from 'node:fs/promises';

/** Jest's global teardown: stops the server that start-postgres started, and forgets its data. */
export default async function stopPostgres(): Promise<void> {
  const run = globalThis as {
    handslagTestCluster?: { cluster: { stop(): Promise<void>; forget(): void }; folder: string };
  };
  const started = run.handslagTestCluster;
  if (!started) return;
  delete run.handslagTestCluster;
  await started.cluster.stop();
  started.cluster.forget();
  await rm(started.folder, { recursive: true, force: true });
}
