// SPDX-License-Identifier: EUPL-1.2
import type { Pool } from 'pg';
import type { TenantId } from '#kernel';

export type TenantKind = 'municipality' | 'association';

/** A line of the plane's directory: what must be known before any tenant's data may be opened. */
export interface Tenant {
  readonly id: TenantId;
  readonly host: string;
  readonly origin: string;
  readonly kind: TenantKind;
}

interface Row {
  id: TenantId;
  host: string;
  origin: string;
  kind: TenantKind;
}

const rememberForMs = 10_000;
/** A host that is not remembered may be new: it is looked for, but strangers cannot make us look more often than this. */
const lookAgainAfterMs = 500;

/** The plane's tenants, from the platform database, remembered for ten seconds. */
export class TenantDirectory {
  #known: { readonly at: number; readonly tenants: readonly Tenant[] } | undefined;

  constructor(private readonly pool: Pool) {}

  all(): Promise<readonly Tenant[]> {
    return this.#notOlderThan(rememberForMs);
  }

  async #notOlderThan(ms: number): Promise<readonly Tenant[]> {
    const now = performance.now();
    if (!this.#known || now - this.#known.at > ms) {
      const { rows } = await this.pool.query<Row>('select id, host, origin, kind from tenant order by id');
      this.#known = { at: now, tenants: rows };
    }
    return this.#known.tenants;
  }

  /** `host` with port, as the browser sends it. */
  async byHost(host: string): Promise<Tenant | undefined> {
    const isIt = (tenant: Tenant) => tenant.host === host.toLowerCase();
    return (await this.all()).find(isIt) ?? (await this.#notOlderThan(lookAgainAfterMs)).find(isIt);
  }

  async byId(id: TenantId): Promise<Tenant | undefined> {
    return (await this.all()).find((tenant) => tenant.id === id);
  }

  /** Forgets what it knows, after a change elsewhere. */
  refresh(): void {
    this.#known = undefined;
  }

  async add(tenant: Tenant): Promise<void> {
    await this.pool.query('insert into tenant (id, host, origin, kind) values ($1, $2, $3, $4)', [
      tenant.id,
      tenant.host,
      tenant.origin,
      tenant.kind,
    ]);
    this.#known = undefined;
  }
}
