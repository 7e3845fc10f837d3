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

/** The directory as it was read once. */
interface Read {
  readonly at: number;
  readonly tenants: readonly Tenant[];
  readonly byHost: ReadonlyMap<string, Tenant>;
  readonly byId: ReadonlyMap<TenantId, Tenant>;
}

const rememberForMs = 10_000;
/** A host that is not remembered may be new: it is looked for, but strangers cannot make us look more often than this. */
const lookAgainAfterMs = 500;

/** The plane's tenants, from the platform database, remembered for ten seconds. */
export class TenantDirectory {
  #known: Read | undefined;

  constructor(private readonly pool: Pool) {}

  async all(): Promise<readonly Tenant[]> {
    return (await this.#notOlderThan(rememberForMs)).tenants;
  }

  /** `host` with port, as the browser sends it. */
  async byHost(host: string): Promise<Tenant | undefined> {
    const wanted = host.toLowerCase();
    const known = (await this.#notOlderThan(rememberForMs)).byHost.get(wanted);
    return known ?? (await this.#notOlderThan(lookAgainAfterMs)).byHost.get(wanted);
  }

  async byId(id: TenantId): Promise<Tenant | undefined> {
    return (await this.#notOlderThan(rememberForMs)).byId.get(id);
  }

  async #notOlderThan(ms: number): Promise<Read> {
    const now = performance.now();
    if (!this.#known || now - this.#known.at > ms) {
      const { rows: tenants } = await this.pool.query<Row>('select id, host, origin, kind from tenant order by id');
      const byHost = new Map(tenants.map((tenant) => [tenant.host, tenant]));
      this.#known = { at: now, tenants, byHost, byId: new Map(tenants.map((tenant) => [tenant.id, tenant])) };
    }
    return this.#known;
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
