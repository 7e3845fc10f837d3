// SPDX-License-Identifier: EUPL-1.2
import { tenantTables } from '#platform/tenancy';

/** What PostgreSQL counts over all tenants, or calls out to everybody. */
const ofTheCluster =
  /\b(ctid|xmin|xmax|cmin|cmax|tableoid|explain|notify|pg_notify|listen|txid_current|pg_current_\w+|reltuples|relpages|pg_stat_\w+|pg_(total_)?relation_size)\b/i;

/**
 * Watches the statements of a test: each table of a tenant that a statement touches must be compared to the tenant in
 * that statement. Row level security would hold without it, but the planner (and a cluster) would not find the way.
 * And none may ask for what is common to all tenants, which row level security does not hide.
 */
export class QueryWatch {
  readonly #unnamed = new Set<string>();
  readonly #common = new Set<string>();

  constructor(private readonly explains = false) {}

  see(logged: string): void {
    const written = logged.replace(/^\[query\] /, '').replace(/ \[took .*$/s, '');
    const statement = this.explains ? written.replace(/^explain \(.*?\) /, '') : written;
    const touched = [...statement.matchAll(/\b(?:from|join|update|into)\s+"?([a-z_]+)"?/gi)]
      .map((match) => match[1] ?? '')
      .filter((table) => tenantTables.has(table));
    const named = statement.match(/tenant_id/g)?.length ?? 0;
    // Words in literals are somebody's text.
    if (ofTheCluster.test(statement.replace(/'[^']*'/g, "''"))) this.#common.add(statement.slice(0, 500));
    if (touched.length > named) this.#unnamed.add(statement.slice(0, 500));
  }

  /** @throws Error that shows the statements that did not name the tenant, or that asked for more than the tenant's own. */
  check(): void {
    if (this.#common.size > 0)
      throw new Error(`These statements ask for what is common to all tenants:\n${[...this.#common].join('\n')}`);
    if (this.#unnamed.size === 0) return;
    throw new Error(
      `These statements touch a tenant's table without naming the tenant:\n${[...this.#unnamed].join('\n')}`,
    );
  }
}
