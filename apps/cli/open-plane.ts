// SPDX-License-Identifier: EUPL-1.2
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { PlaneConfig } from '#platform/config';
import { PlaneModule, type Feature } from '#platform/plane';

/**
 * The plane's services without its doors and workers. One call acts on one plane, and only that plane's code is
 * loaded: hence the import by name.
 */
export async function withPlane<T>(
  config: PlaneConfig,
  work: (plane: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const { features } = (await import(new URL(`../${config.PLANE}/features.js`, import.meta.url).href)) as {
    features: readonly Feature[];
  };
  const options = { config: { ...config, ROLE: 'api' as const, LOG_LEVEL: 'silent' as const }, features };
  const plane = await NestFactory.createApplicationContext(PlaneModule.of(options), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(plane);
  } finally {
    await plane.close();
  }
}
