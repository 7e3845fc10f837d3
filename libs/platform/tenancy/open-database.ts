// SPDX-License-Identifier: EUPL-1.2
import type { EntityName } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { ambientOrNone } from './ambient.ts';
import { idleConnectionMs } from './idle-connections.ts';
import { ScopeClient } from './scope-client.ts';
import { TenantDriver } from './tenant-driver.ts';

export const defaultPoolSize = 10;

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntityName[];
  readonly poolSize?: number;
  /** Whether statements that recur are prepared on the server; they are unless it is said. */
  readonly prepares?: boolean | undefined;
  /** Receives every statement, for the test that none touches a tenant table without naming the tenant. */
  readonly onQuery?: (statement: string) => void;
}

/** Opens the tenant database of a plane as the application role. */
export function openDatabase({
  url,
  entities,
  poolSize = defaultPoolSize,
  prepares = true,
  onQuery,
}: DatabaseOptions): Promise<MikroORM> {
  return MikroORM.init({
    driver: TenantDriver,
    clientUrl: url,
    entities: [...entities],
    pool: { min: 0, max: poolSize, idleTimeoutMillis: idleConnectionMs },
    driverOptions: { Client: ScopeClient, prepares, keepAlive: true },
    sessionContext: 'transaction',
    forceUtcTimezone: true,
    // Row level security is the net; naming the tenant in each statement is what lets it be planned (and sharded).
    filters: {
      tenant: {
        cond: () => ({ tenantId: ambientOrNone()?.tenantId ?? refuse() }),
        default: true,
      },
    },
    schemaGenerator: { createForeignKeyConstraints: false, managementDbName: 'postgres' },
    ...(onQuery ? { debug: ['query'] as const, logger: onQuery, colors: false } : {}),
  } as Parameters<typeof MikroORM.init>[0]) as Promise<MikroORM>;
}

function refuse(): never {
  throw new Error('No tenant scope is open: reach data through TenantScope.run');
}
