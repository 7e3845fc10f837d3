// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '../api/types.ts';

export const serviceTypes: ServiceType[] = [
  'practical',
  'accompany',
  'social',
  'delivery',
  'language',
  'homework',
  'staffing',
];

/** What a person asks for themselves; staffing is asked by organisations. */
export const everydayTypes = serviceTypes.filter((type) => type !== 'staffing');

export const isServiceType = (value: unknown): value is ServiceType => serviceTypes.includes(value as ServiceType);
