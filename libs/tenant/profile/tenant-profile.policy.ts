// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { TenantProfile } from './tenant-profile.entity.ts';

export type TenantProfileVerb = 'read' | 'update';

export const tenantProfilePolicy: Policy<TenantProfileVerb, typeof TenantProfile> = (actor, { can }) => {
  can('read', TenantProfile);
  if (actor.roles.includes('administrator')) can('update', TenantProfile);
};
