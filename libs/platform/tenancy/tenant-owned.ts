// SPDX-License-Identifier: EUPL-1.2
import { p } from '@mikro-orm/core';
import { ambient } from './ambient.ts';

/** A foreign key of a tenant table; it always pairs the tenant with the id. See docs/adr/0002. */
export interface Reference {
  /** Property that holds the id, e.g. `groupId`. */
  readonly column: string;
  /** Table it points to. */
  readonly to: string;
  readonly onDelete: 'cascade' | 'restrict';
}

/** What each tenant table points to: the migrations and the generated isolation tests read it. */
export const tenantTables = new Map<string, readonly Reference[]>();

type Columns = Record<string, string>;

// `nullif`: after a pooled transaction the setting is '', not null, and '' must mean "no tenant" too.
const sameTenant = (columns: Columns) => `${columns.tenantId} = nullif(current_setting('app.tenant', true), '')::uuid`;

/** Spread into defineEntity: forced row level security with the restrictive guard and one permissive policy. */
export const tenantOwned = <const Table extends string>(tableName: Table, references: readonly Reference[] = []) => {
  tenantTables.set(tableName, references);
  return {
    tableName,
    rowLevelSecurity: 'force' as const,
    policies: [
      { name: 'tenant_guard', type: 'restrictive' as const, using: sameTenant, check: sameTenant },
      { name: 'tenant_rows', using: 'true', check: 'true' },
    ],
  };
};

/** Spread into `properties`: the key (tenant_id, id), filled from the scope. */
export const tenantColumns = {
  tenantId: p
    .uuid()
    .primary()
    .onCreate(() => ambient().tenantId),
  id: p
    .uuid()
    .primary()
    .onCreate(() => ambient().randomness.uuid()),
};
