// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { TenantProfileController } from './tenant-profile.controller.ts';
import { TenantProfileService } from './tenant-profile.service.ts';
import { ThemeController } from './theme.controller.ts';

@Global()
@Module({
  controllers: [TenantProfileController, ThemeController],
  providers: [TenantProfileService],
  exports: [TenantProfileService],
})
export class TenantProfileModule {}
