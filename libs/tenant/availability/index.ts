// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Availability } from './availability.entity.ts';
import { AvailabilityModule } from './availability.module.ts';
import { availabilityPolicy } from './availability.policy.ts';

export { Availabilities } from './availability.service.ts';
export const availability: Feature = {
  module: AvailabilityModule,
  entities: [Availability],
  policies: [availabilityPolicy],
};
