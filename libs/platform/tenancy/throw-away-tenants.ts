// SPDX-License-Identifier: EUPL-1.2
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TenantId } from '#kernel';
import type { PlatformPool } from './platform-pool.ts';
import type { Tenant, TenantDirectory } from './tenant-directory.ts';
import { tenantTables } from './tenant-owned.ts';
import type { TenantScope } from './tenant-scope.ts';

/** Tenants that exist for the minute of an examination, marked as such, and then not at all. */
export class ThrowAwayTenants {
  constructor(
    private readonly pool: PlatformPool,
    private readonly directory: TenantDirectory,
    private readonly scope: TenantScope,
    private readonly em: EntityManager,
  ) {}

  async add({ id, host, origin, kind }: Tenant): Promise<void> {
    await this.pool.query('insert into tenant (id, host, origin, kind, throw_away) values ($1, $2, $3, $4, true)', [
      id,
      host,
      origin,
      kind,
    ]);
    this.directory.refresh();
  }

  /** Those there are, made at least this many seconds ago. */
  async existing(olderThanSeconds = 0): Promise<TenantId[]> {
    const { rows } = await this.pool.query<{ id: TenantId }>(
      "select id from tenant where throw_away and created_at <= now() - $1 * interval '1 second'",
      [olderThanSeconds],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Every row and every trace of one; the directory's line goes last, so that a crash half-way leaves it to be found.
   * @throws Error when the tenant is not a throw-away one.
   */
  async remove(id: TenantId): Promise<void> {
    const { rowCount } = await this.pool.query('select 1 from tenant where id = $1 and throw_away', [id]);
    if (!rowCount) throw new Error('Only a throw-away tenant can be removed');
    while ((await this.#removeRows(id)) > 0);
    await this.pool.query("delete from rate_limit where key like '%' || $1 || '%'", [id]);
    await this.pool.query('delete from tenant where id = $1 and throw_away', [id]);
    this.directory.refresh();
    // What a worker was still writing meanwhile.
    while ((await this.#removeRows(id)) > 0);
  }

  /** @returns how many rows there were. */
  #removeRows(id: TenantId): Promise<number> {
    return this.scope.run(id, async () => {
      let removed = 0;
      for (const table of childrenFirst(this.tables())) {
        const rows = await this.scope.rows(`delete from "${table}" where tenant_id = :tenant returning 1`);
        removed += rows.length;
      }
      return removed;
    });
  }

  /** Every tenant table of this plane. */
  tables(): string[] {
    return [...this.em.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  }
}

/** No table before one that points to it. */
export function childrenFirst(tables: readonly string[]): string[] {
  const sorted: string[] = [];
  const visit = (table: string) => {
    if (sorted.includes(table)) return;
    for (const { to } of tenantTables.get(table) ?? []) if (to !== table && tables.includes(to)) visit(to);
    sorted.push(table);
  };
  tables.forEach(visit);
  return sorted.reverse();
}
