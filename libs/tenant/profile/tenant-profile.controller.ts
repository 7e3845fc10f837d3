// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentTenant, IfMatch, May, Public, Returns } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { TermsService } from '#tenant/terms';
import { LogoService } from './logo.service.ts';
import { TenantView, UpdateTenant, viewTenant } from './tenant-profile.dto.ts';
import { TenantProfile } from './tenant-profile.entity.ts';
import { TenantProfileService } from './tenant-profile.service.ts';

@Controller('tenant')
export class TenantProfileController {
  constructor(
    private readonly profiles: TenantProfileService,
    private readonly logos: LogoService,
    private readonly terms: TermsService,
  ) {}

  @Get()
  @Public()
  @Returns(TenantView, { etag: true })
  async read(@CurrentTenant() tenant: Tenant): Promise<TenantView> {
    return this.view(tenant, await this.profiles.current());
  }

  @Patch()
  @May('update', TenantProfile)
  @Returns(TenantView, { etag: true })
  async update(
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() tenant: Tenant,
    @IfMatch() version: number,
    @Body({ schema: UpdateTenant }) body: UpdateTenant,
  ): Promise<TenantView> {
    return this.view(tenant, await this.profiles.update(ability, version, body));
  }

  private async view(tenant: Tenant, profile: TenantProfile): Promise<TenantView> {
    return viewTenant(tenant, profile, await this.logos.addresses(), await this.terms.currentVersion());
  }
}
