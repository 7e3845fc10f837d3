// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line, ServiceType, Timestamp } from './vocabulary.ts';

export const previewFields = ['text', 'area', 'time', 'headCount'] as const;

/** What the two sides agree on; everything in it can be narrowed by either side alone, never widened. */
export const grantScope = {
  serviceTypes: z.array(ServiceType).min(1).max(7),
  /** Empty means every area. */
  areas: z.array(Area).max(100),
  perDay: z.int().min(1).max(1000),
  previewFields: z.array(z.enum(previewFields)).max(4),
  validTo: Timestamp,
  purpose: Line(300),
  legalBasis: Line(300),
};

/** A grant as it crosses: `asker` asks, `helper` is asked; both are tenant ids. */
export const Grant = z
  .strictObject({ id: z.uuid(), asker: z.uuid(), helper: z.uuid(), ...grantScope })
  .meta({ id: 'FederationGrant' });
export type Grant = z.infer<typeof Grant>;
export type GrantScope = Omit<Grant, 'id' | 'asker' | 'helper'>;

const subset = <T>(narrow: readonly T[], wide: readonly T[]): boolean => narrow.every((one) => wide.includes(one));

/** True when `narrow` allows nothing that `wide` does not. */
export const isNarrower = (narrow: GrantScope, wide: GrantScope): boolean =>
  subset(narrow.serviceTypes, wide.serviceTypes) &&
  (wide.areas.length === 0 || (narrow.areas.length > 0 && subset(narrow.areas, wide.areas))) &&
  narrow.perDay <= wide.perDay &&
  subset(narrow.previewFields, wide.previewFields) &&
  Date.parse(narrow.validTo) <= Date.parse(wide.validTo) &&
  narrow.purpose === wide.purpose &&
  narrow.legalBasis === wide.legalBasis;
