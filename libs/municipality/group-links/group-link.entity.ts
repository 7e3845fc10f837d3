// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { ServiceType } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const GroupLinkSchema = defineEntity({
  name: 'GroupLink',
  ...tenantOwned('group_link', [
    { column: 'needGroupId', to: 'group', onDelete: 'cascade' },
    { column: 'resourceGroupId', to: 'group', onDelete: 'cascade' },
  ]),
  uniques: [{ properties: ['tenantId', 'needGroupId', 'resourceGroupId'] }],
  indexes: [{ properties: ['tenantId', 'resourceGroupId'] }],
  properties: {
    ...tenantColumns,
    needGroupId: p.uuid(),
    resourceGroupId: p.uuid(),
    serviceTypes: p.array<ServiceType>(),
    /** Null means everywhere. */
    area: p.string().length(80).nullable(),
    /** Most requests a week that reach the resource group this way; null means all of them. */
    quotaPerWeek: p.integer().nullable(),
    version: p.integer().version(),
  },
});

type Terms = Pick<GroupLink, 'serviceTypes' | 'area' | 'quotaPerWeek'>;

/** Lets the needs of one group reach the helpers of another. */
export class GroupLink extends GroupLinkSchema.class {
  static between(needGroupId: string, resourceGroupId: string, terms: Terms): GroupLink {
    return Object.assign(new GroupLink(), { needGroupId, resourceGroupId, ...terms });
  }

  change({ serviceTypes, area, quotaPerWeek }: Partial<Terms>): void {
    if (serviceTypes !== undefined) this.serviceTypes = serviceTypes;
    if (area !== undefined) this.area = area;
    if (quotaPerWeek !== undefined) this.quotaPerWeek = quotaPerWeek;
  }

  carries(serviceType: ServiceType, area: string | null): boolean {
    return this.serviceTypes.includes(serviceType) && (!this.area || this.area === area);
  }

  hasRoomAfter(reachedThisWeek: number): boolean {
    return reachedThisWeek < (this.quotaPerWeek ?? Infinity);
  }
}
GroupLinkSchema.setClass(GroupLink);
