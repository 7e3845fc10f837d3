// SPDX-License-Identifier: EUPL-1.2
export { ApiDescription } from './api-description.ts';
export { createPlane, refuseToStartWithHoles } from './create-plane.ts';
export { declaredRoutes } from './declared-routes.ts';
export type { Feature } from './feature.ts';
export { refuseUnknownSchema } from './known-schema.ts';
export type { RunningBuild } from './build.ts';
export { Build, Config, entitiesOf, PlaneModule, type PlaneOptions } from './plane.module.ts';
export { servePlane } from './serve-plane.ts';
