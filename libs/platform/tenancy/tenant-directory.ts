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
  /** By which it is told from what was there at another time. */
  readonly mark: string | null;
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
  #reading: Promise<Read> | undefined;

  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

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

  /** Whoever asks while it is being read hears the same. */
  #notOlderThan(ms: number): Promise<Read> {
    if (this.#known && this.now() - this.#known.at <= ms) return Promise.resolve(this.#known);
    return (this.#reading ??= this.#begin());
  }

  /** What was begun before a change is not remembered after it. */
  #begin(): Promise<Read> {
    const reading: Promise<Read> = this.#read(this.#known)
      .then((read) => (this.#reading === reading ? (this.#known = read) : read))
      .finally(() => {
        if (this.#reading === reading) this.#reading = undefined;
      });
    return reading;
  }

  /** Thousands of rows hold a process up for a moment: they are fetched when they are others than before. */
  async #read(known: Read | undefined): Promise<Read> {
    const at = this.now();
    const { rows: marks } = await this.pool.query<{ mark: string | null }>(
      `select md5(string_agg(t::text, '' order by t.id)) as mark from tenant t`,
    );
    const mark = marks[0]?.mark ?? null;
    if (known?.mark === mark) return { ...known, at };
    const { rows: tenants } = await this.pool.query<Row>('select id, host, origin, kind from tenant order by id');
    const byHost = new Map(tenants.map((tenant) => [tenant.host, tenant]));
    const byId = new Map(tenants.map((tenant) => [tenant.id, tenant]));
    return { at, mark, tenants, byHost, byId };
  }

  /** Forgets what it knows, after a change elsewhere. */
  refresh(): void {
    this.#known = undefined;
    this.#reading = undefined;
  }

  async add(tenant: Tenant): Promise<void> {
    await this.pool.query('insert into tenant (id, host, origin, kind) values ($1, $2, $3, $4)', [
      tenant.id,
      tenant.host,
      tenant.origin,
      tenant.kind,
    ]);
    this.refresh();
  }
}
