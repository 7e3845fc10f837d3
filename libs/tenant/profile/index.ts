// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { LogoPicture } from './logo-picture.entity.ts';
import { TenantProfile } from './tenant-profile.entity.ts';
import { TenantProfileModule } from './tenant-profile.module.ts';
import { tenantProfilePolicy } from './tenant-profile.policy.ts';

export { drawAnew, expectFile } from './draw-anew.ts';
export { TenantProfileService } from './tenant-profile.service.ts';
export const profile: Feature = {
  module: TenantProfileModule,
  entities: [TenantProfile, LogoPicture],
  policies: [tenantProfilePolicy],
  can: { 'tenant.update': ['update', TenantProfile] },
};
