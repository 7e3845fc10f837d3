// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const UnitSchema = defineEntity({
  name: 'Unit',
  ...tenantOwned('unit'),
  uniques: [{ properties: ['tenantId', 'name'] }, { properties: ['tenantId', 'functionAddress'] }],
  properties: {
    ...tenantColumns,
    name: p.string().length(80),
    /** Where others write to the unit: a function, never a person. */
    functionAddress: p.string().length(160),
    version: p.integer().version(),
  },
});

/** A department inside a municipality: the library, home care. */
export class Unit extends UnitSchema.class {
  static found(from: Pick<Unit, 'name' | 'functionAddress'>): Unit {
    return Object.assign(new Unit(), { name: from.name.trim(), functionAddress: from.functionAddress });
  }

  change({ name, functionAddress }: Partial<Pick<Unit, 'name' | 'functionAddress'>>): void {
    if (name !== undefined) this.name = name.trim();
    if (functionAddress !== undefined) this.functionAddress = functionAddress;
  }
}
UnitSchema.setClass(Unit);
