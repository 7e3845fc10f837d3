// SPDX-License-Identifier: EUPL-1.2
// Table by table, in one transaction that is rolled back: rows of an invented tenant, and another one reaching for them.
import { randomUUID } from 'node:crypto';
import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { childrenFirst, tenantTables } from '#platform/tenancy';
import { connected } from './database-checks.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

type Row = Readonly<Record<string, unknown>>;

interface Planted {
  /** Both tenants have one with this very id and these very values. */
  readonly twin: Row;
  /** Only the owner has this one. */
  readonly hidden: Row;
}

export async function tables(tally: Tally, stage: Stage): Promise<void> {
  const metadata = stage.services.get(EntityManager, { strict: false }).getMetadata().getAll();
  const byTable = new Map([...metadata.values()].map((meta) => [meta.tableName, meta]));
  const parentsFirst = childrenFirst([...byTable.keys()]).reverse();
  await connected(stage.config.DATABASE_URL, async (client) => {
    await client.query('begin');
    await client.query("set local statement_timeout = '10s'");
    const trial = new Trial(client, byTable);
    for (const table of parentsFirst) await trial.plant(table);
    for (const table of [...parentsFirst].reverse()) await trial.reach(tally, table);
    await client.query('rollback');
  });
}

class Trial {
  readonly owner = randomUUID();
  readonly other = randomUUID();
  readonly #planted = new Map<string, Planted>();
  #collisions = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly metas: ReadonlyMap<string, EntityMetadata>,
  ) {}

  async plant(table: string): Promise<void> {
    const twin = this.#row(table, 'twin');
    const hidden = this.#row(table, 'hidden');
    this.#planted.set(table, { twin, hidden });
    await this.#as(this.owner);
    await this.#must(table, await this.#insert(table, { ...twin, tenant_id: this.owner }));
    await this.#must(table, await this.#insert(table, { ...hidden, tenant_id: this.owner }));
    await this.#as(this.other);
    this.#collisions.set(table, await this.#insert(table, { ...twin, tenant_id: this.other }));
  }

  /** The other tenant reaches for what is the owner's. */
  async reach(tally: Tally, table: string): Promise<void> {
    const hidden = this.#planted.get(table)?.hidden ?? {};
    const id = hidden['id'];
    const owners = { ...hidden, tenant_id: this.owner };
    await this.#as(this.owner);
    tally.expect((await this.#count(table, '', [])) === 2, `${table}: the owner does not see its own rows`);
    await this.#as(this.other);
    tally.expect(this.#collisions.get(table) === 'taken', `${table}: the same row of another tenant is in the way`);
    tally.expect((await this.#count(table, '', [])) === 1, `${table}: another tenant's rows are counted`);
    tally.expect((await this.#count(table, 'where id = $1', [id])) === 0, `${table}: a row is seen by its id`);
    tally.expect((await this.#touched(`update "${table}" set id = id where id = $1`, id)) === '0', `${table}: changed`);
    tally.expect((await this.#touched(`delete from "${table}" where id = $1`, id)) === '0', `${table}: removed`);
    const forged = await this.#insert(table, { ...owners, id: randomUUID() });
    tally.expect(forged.startsWith('42501'), `${table}: a row could be written for another tenant (${forged})`);
    await this.#references(tally, table);
  }

  /** A reference to the owner's row is refused in the very words of one to a row that is nowhere; one to the own row is not. */
  async #references(tally: Tally, table: string): Promise<void> {
    // So that no unique index of its own is in the way; nothing points to it any more, as children come first.
    await this.client.query(`delete from "${table}"`);
    for (const { column, to } of tenantTables.get(table) ?? []) {
      const field = this.#fieldOf(table, column);
      const target = this.#planted.get(to);
      if (!target) continue;
      const pointing = (id: unknown) =>
        this.#insert(table, { ...this.#row(table, 'later'), tenant_id: this.other, [field]: id }, true);
      const own = await pointing(target.twin['id']);
      const hidden = await pointing(target.hidden['id']);
      const nowhere = await pointing(randomUUID());
      tally.expect(own === 'taken', `${table}.${field}: cannot be tried (${own})`);
      tally.expect(hidden.startsWith('23503'), `${table}.${field}: another tenant's row can be pointed to (${hidden})`);
      tally.expect(hidden === nowhere, `${table}.${field}: a hidden row is refused otherwise than none`);
    }
  }

  #fieldOf(table: string, property: string): string {
    return this.metas.get(table)?.props.find(({ name }) => name === property)?.fieldNames[0] ?? property;
  }

  /** Valid in itself, pointing to the twins (or, for the owner's hidden row, to hidden ones). */
  #row(table: string, which: 'twin' | 'hidden' | 'later'): Row {
    const { props = [] } = this.metas.get(table) ?? {};
    const stored = props.filter(({ persist, generated }) => persist !== false && generated === undefined);
    const row = Object.fromEntries(stored.map((one) => [one.fieldNames[0] ?? one.name, valueFor(one, which)]));
    for (const { column, to } of tenantTables.get(table) ?? []) {
      const target = this.#planted.get(to)?.[which === 'hidden' ? 'hidden' : 'twin'];
      row[this.#fieldOf(table, column)] = target?.['id'] ?? null;
    }
    return row;
  }

  #as(tenant: string): Promise<unknown> {
    return this.client.query('select app.set_ctx($1)', [tenant]);
  }

  async #count(table: string, where: string, values: unknown[]): Promise<number> {
    const { rows } = await this.client.query<{ n: string }>(`select count(*) n from "${table}" ${where}`, values);
    return Number(rows[0]?.n);
  }

  #insert(table: string, row: Row, undo = false): Promise<string> {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    const places = columns.map((_, index) => `$${index + 1}`);
    return this.#tried(
      `insert into "${table}" (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(row),
      () => 'taken',
      undo,
    );
  }

  #touched(sql: string, id: unknown): Promise<string> {
    return this.#tried(sql, [id], (count) => String(count));
  }

  /** Leaves the transaction usable: what is refused is taken back to before it. */
  async #tried(sql: string, values: unknown[], told: (count: number | null) => string, undo = false): Promise<string> {
    await this.client.query('savepoint attempt');
    try {
      const { rowCount } = await this.client.query(sql, values);
      if (undo) await this.client.query('rollback to savepoint attempt');
      return told(rowCount);
    } catch (error) {
      const { code = '', message } = error as Error & { code?: string };
      await this.client.query('rollback to savepoint attempt');
      return `${code} ${message}`.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
    } finally {
      await this.client.query('release savepoint attempt');
    }
  }

  async #must(table: string, outcome: string): Promise<void> {
    if (outcome !== 'taken') throw new Error(`${table} cannot be examined: ${outcome}`);
  }
}

/** What the column takes; the rows differ wherever they may, so that no unique index of the owner's own is in the way. */
function valueFor({ items, columnTypes, name, nullable }: EntityProperty, which: string): unknown {
  const type = columnTypes[0] ?? '';
  const word = items?.[which === 'hidden' ? Math.min(1, items.length - 1) : 0];
  if (type.endsWith('[]')) return word === undefined ? [] : [word];
  if (word !== undefined) return word;
  if (type.startsWith('uuid')) return randomUUID();
  if (type.startsWith('json')) return '{}';
  if (type.startsWith('bool')) return false;
  if (type.startsWith('timestamp') || type.startsWith('date')) return new Date();
  if (/^(int|big|small|numeric)/.test(type)) return { twin: 1, hidden: 2, later: 3 }[which];
  if (type.startsWith('bytea')) return Buffer.from(which);
  return nullable && name !== 'subject' ? null : which[0];
}
