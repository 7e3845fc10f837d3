// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Availability } from './availability.entity.ts';

/** Everybody says it of themselves: no way leads to another's. */
export const availabilityPolicy: Policy<'read' | 'choose', typeof Availability> = (_, { can }) => {
  can(['read', 'choose'], Availability);
};
