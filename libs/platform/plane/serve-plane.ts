// SPDX-License-Identifier: EUPL-1.2
import { readConfig, type PlaneConfig } from '#platform/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createPlane, refuseToStartWithHoles } from './create-plane.ts';
import type { Feature } from './feature.ts';
import { refuseUnknownSchema } from './known-schema.ts';

/**
 * Runs one plane's process until it is told to stop.
 * @throws Error when the settings are wrong, belong to the other plane, the schema is not the known one, or its wall has a hole.
 */
export async function servePlane(
  plane: PlaneConfig['PLANE'],
  features: readonly Feature[],
  migrationsFolder: string,
): Promise<NestFastifyApplication> {
  const config = readConfig();
  if (config.PLANE !== plane)
    throw new Error(`These settings belong to the ${config.PLANE} plane; this is the ${plane} one`);
  await refuseUnknownSchema(config.DATABASE_URL, migrationsFolder);
  await refuseToStartWithHoles(config.DATABASE_URL);
  const app = await createPlane({ config, features });
  await app.listen(config.PORT, config.BIND);
  return app;
}
