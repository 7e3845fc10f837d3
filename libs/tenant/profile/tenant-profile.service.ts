// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { authorize, type AppAbility } from '#platform/authz';
import { expectVersion } from '#platform/http';
import type { TenantKind } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { profileId, TenantProfile, type ProfileFields } from './tenant-profile.entity.ts';
import { usualAsks } from './usual-asks.ts';

type NewTenant = ProfileFields & {
  readonly name: string;
  readonly kind: TenantKind;
  readonly orgNumber?: string | null;
};

@Injectable()
export class TenantProfileService {
  constructor(
    private readonly em: EntityManager,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the tenant has a line in the directory but has not been set up. */
  async current(): Promise<TenantProfile> {
    const profile = await this.em.findOne(TenantProfile, { id: profileId });
    if (!profile) throw new NotFound();
    return profile;
  }

  /** Sets the open tenant up; what is not said gets a usable beginning. */
  async found({
    kind,
    name,
    orgNumber = null,
    colour = '#1b5e8c',
    areas = [],
    phone = null,
    email = null,
    about = null,
  }: NewTenant): Promise<TenantProfile> {
    const signIn = kind === 'municipality' ? ['resident', 'staff'] : ['member'];
    const fields = { name, orgNumber, colour, areas, phone, email, about, signIn, usualAsks: [...usualAsks] };
    const profile = this.em.create(TenantProfile, { id: profileId, ...fields, version: 1 });
    await this.em.flush();
    this.audit.record('found', 'tenant', profileId);
    return profile;
  }

  /** @throws 412 when somebody else has changed it since this version. */
  async update(ability: AppAbility, version: number, fields: ProfileFields): Promise<TenantProfile> {
    const profile = await this.current();
    authorize(ability, 'update', profile);
    expectVersion(profile, version);
    profile.change(fields);
    await this.em.flush();
    this.audit.record('update', 'tenant', profileId, { fields: Object.keys(fields).sort() });
    return profile;
  }
}
