// SPDX-License-Identifier: EUPL-1.2
export { checkDatabase, monthlyTables, type Violation } from './check-database.ts';
export { checkStatistics } from './check-statistics.ts';
export { idleConnectionMs } from './idle-connections.ts';
export { heldOf, known } from './known.ts';
export { openDatabase } from './open-database.ts';
export { PlatformPool } from './platform-pool.ts';
export { TenantDirectory, type Tenant, type TenantKind } from './tenant-directory.ts';
export { tenantColumns, tenantOwned, tenantTables } from './tenant-owned.ts';
export { TenantScope } from './tenant-scope.ts';
export { childrenFirst, ThrowAwayTenants } from './throw-away-tenants.ts';
export { Turns } from './turns.ts';
