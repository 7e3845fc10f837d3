// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { LogoController } from './logo.controller.ts';
import { LogoService } from './logo.service.ts';
import { TenantProfileController } from './tenant-profile.controller.ts';
import { TenantProfileService } from './tenant-profile.service.ts';
import { ThemeController } from './theme.controller.ts';
import { WebManifestController } from './web-manifest.controller.ts';

@Global()
@Module({
  controllers: [TenantProfileController, LogoController, ThemeController, WebManifestController],
  providers: [TenantProfileService, LogoService],
  exports: [TenantProfileService],
})
export class TenantProfileModule {}
