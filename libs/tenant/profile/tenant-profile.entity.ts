// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import type { UsualAsk } from './usual-asks.ts';

/** One row for each tenant, always the same id. */
export const profileId = '00000000-0000-4000-8000-000000000002';

export const signInDoors = ['resident', 'staff', 'member'] as const;

/** How the tenant presents itself, and how it is set up. */
const TenantProfileSchema = defineEntity({
  name: 'TenantProfile',
  ...tenantOwned('tenant_profile'),
  properties: {
    ...tenantColumns,
    name: p.string().length(120),
    /** Ten digits; null for an association without one. */
    orgNumber: p.string().length(10).nullable(),
    /** `#rrggbb`; the whole palette is made from it. */
    colour: p.string().length(7),
    phone: p.string().length(40).nullable(),
    email: p.string().length(200).nullable(),
    about: p.string().length(2000).nullable(),
    areas: p.array(),
    /** Which ways in are open. */
    signIn: p.array(),
    /** Those that are shown to whoever asks, in their order; the others are not. */
    usualAsks: p.array<UsualAsk>(),
    version: p.integer().version(),
  },
});
export type ProfileFields = Partial<
  Pick<TenantProfile, 'name' | 'colour' | 'phone' | 'email' | 'about' | 'areas' | 'usualAsks'>
>;

export class TenantProfile extends TenantProfileSchema.class {
  change(fields: ProfileFields): void {
    Object.assign(this, fields);
  }
}
TenantProfileSchema.setClass(TenantProfile);
