// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import {
  isNarrower,
  type Coverage,
  type Grant as WireGrant,
  type GrantScope,
  type PreviewField,
  type ServiceType,
} from '#contracts';
import { Conflict, Forbidden } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const GrantSchema = defineEntity({
  name: 'Grant',
  ...tenantOwned('partner_grant', [{ column: 'partnerId', to: 'partner', onDelete: 'cascade' }]),
  uniques: [{ properties: ['tenantId', 'partnerId'] }],
  properties: {
    ...tenantColumns,
    partnerId: p.uuid(),
    /** The id both sides know it by. */
    wireId: p.uuid(),
    weAre: p.enum(['asker', 'helper'] as const),
    serviceTypes: p.array<ServiceType>(),
    areas: p.array(),
    perDay: p.integer(),
    previewFields: p.array<PreviewField>(),
    validTo: p.datetime(3),
    purpose: p.string().length(300),
    legalBasis: p.string().length(300),
  },
});

const columns = ({ serviceTypes, areas, perDay, previewFields, validTo, purpose, legalBasis }: GrantScope) => ({
  serviceTypes,
  areas,
  perDay,
  previewFields,
  validTo: new Date(validTo),
  purpose,
  legalBasis,
});

/** What a partner and we allow each other: narrow, dated, and held up by the receiver. */
export class Grant extends GrantSchema.class {
  static of(partnerId: string, grant: WireGrant, weAre: 'asker' | 'helper'): Grant {
    return Object.assign(new Grant(), { partnerId, wireId: grant.id, weAre, ...columns(grant) });
  }

  narrow(scope: GrantScope): void {
    if (!isNarrower(scope, this.scope)) throw new Conflict('grant.only-narrower');
    Object.assign(this, columns(scope));
  }

  /** @throws Forbidden with the code of the first thing that is not covered. */
  demand(coverage: Coverage, at: Date): void {
    const missing = this.missing(coverage, at);
    if (missing) throw new Forbidden(missing);
  }

  missing({ serviceType, area, fields }: Coverage, at: Date): string | null {
    if (this.validTo <= at) return 'grant.expired';
    if (!this.serviceTypes.includes(serviceType)) return 'grant.service-not-covered';
    // An area-bound grant needs an area to hold a message against.
    if (this.areas.length > 0 && (area === null || !this.areas.includes(area))) return 'grant.area-not-covered';
    if (fields.some((field) => !this.previewFields.includes(field))) return 'grant.field-not-covered';
    return null;
  }

  get scope(): GrantScope {
    return {
      serviceTypes: this.serviceTypes,
      areas: this.areas,
      perDay: this.perDay,
      previewFields: this.previewFields,
      validTo: this.validTo.toISOString(),
      purpose: this.purpose,
      legalBasis: this.legalBasis,
    };
  }
}
GrantSchema.setClass(Grant);
