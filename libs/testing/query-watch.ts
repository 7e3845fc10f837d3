// SPDX-License-Identifier: EUPL-1.2
import { tenantTables } from '#platform/tenancy';

/**
 * Watches the statements of a test: each table of a tenant that a statement touches must be compared to the tenant in
 * that statement. Row level security would hold without it, but the planner (and a cluster) would not find the way.
 */
export class QueryWatch {
  readonly #unnamed = new Set<string>();

  see(logged: string): void {
    const statement = logged.replace(/^\[query\] /, '').replace(/ \[took .*$/s, '');
    const touched = [...statement.matchAll(/\b(?:from|join|update|into)\s+"?([a-z_]+)"?/gi)]
      .map((match) => match[1] ?? '')
      .filter((table) => tenantTables.has(table));
    const named = statement.match(/tenant_id/g)?.length ?? 0;
    if (touched.length > named) this.#unnamed.add(statement.slice(0, 500));
  }

  /** @throws Error that shows the statements that did not name the tenant. */
  check(): void {
    if (this.#unnamed.size === 0) return;
    throw new Error(
      `These statements touch a tenant's table without naming the tenant:\n${[...this.#unnamed].join('\n')}`,
    );
  }
}
