// SPDX-License-Identifier: EUPL-1.2
import { readConfig, type PlaneConfig } from '#platform/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createPlane, refuseToStartWithHoles } from './create-plane.ts';
import type { Feature } from './feature.ts';

/**
 * Runs one plane's process until it is told to stop.
 * @throws Error when the settings are wrong, belong to the other plane, or the database's wall has a hole.
 */
export async function servePlane(
  plane: PlaneConfig['PLANE'],
  features: readonly Feature[],
): Promise<NestFastifyApplication> {
  const config = readConfig();
  if (config.PLANE !== plane)
    throw new Error(`These settings belong to the ${config.PLANE} plane; this is the ${plane} one`);
  await refuseToStartWithHoles(config.DATABASE_URL);
  const app = await createPlane({ config, features });
  await app.listen(config.PORT, config.BIND);
  return app;
}
