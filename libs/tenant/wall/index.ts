// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { WallModule } from './wall.module.ts';

export { crossings, unlisted } from './crossing.ts';
export { undescribed } from './described.ts';
export { verifyWallFile } from './wall-file.ts';
export { WallRuns } from './wall-runs.ts';
export const wall: Feature = { module: WallModule, entities: [], policies: [] };
