// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import type { EntityMetadata } from '@mikro-orm/core';
import { Client, type QueryResult } from 'pg';
import { tenantTables, type TenantScope } from '#platform/tenancy';
import type { TestDatabase } from '#testing';
import { insert, rowOf, type Row } from './rows.ts';

/** One table of the tenants, as a probe needs to know it. */
export interface Subject {
  readonly table: string;
  row(tenant: string, nth?: 0 | 1): Row;
  /** Columns that point to another subject. */
  readonly references: readonly { readonly field: string; readonly to: string }[];
}

/** A hole of the kind the probe looks for: made by the superuser, looked for, taken away. */
export interface Plant {
  readonly make: string;
  readonly undo: string;
  /** How the probe names it. */
  readonly says: RegExp;
  /** The table it sits in; all tables when left out. */
  readonly subject?: Subject;
}

export interface Probe {
  /** Row of the table in docs/operation/database-wall.md. */
  readonly row: string;
  readonly name: string;
  /** What was learned of another tenant, in words; empty when the wall holds. */
  look(wall: Wall): Promise<string[]>;
  readonly plants: readonly Plant[];
}

export type Asked = Promise<Pick<QueryResult, 'rowCount'>>;

/** The tenants' database with hidden rows in it, and the application role trying to learn of them. */
export class Wall {
  readonly ours = randomUUID();
  tried = 0;

  private constructor(
    readonly superuser: Client,
    readonly app: Client,
    readonly scope: TenantScope,
    readonly appUrl: string,
    readonly subjects: readonly Subject[],
    private readonly everything = subjects,
  ) {}

  static async stand(database: TestDatabase): Promise<Wall> {
    const superuser = new Client({ connectionString: database.urls.superuser });
    const app = new Client({ connectionString: database.urls.app });
    await superuser.connect();
    await app.connect();
    // Hidden rows may point to nothing: what is looked for is in the other tenant.
    await superuser.query('set session_replication_role = replica');
    const metas = [...database.orm.getMetadata().getAll().values()];
    return new Wall(superuser, app, database.scope, database.urls.app, metas.map(subjectOf));
  }

  /** The same wall, where only these tables are looked at. */
  only(subjects: readonly Subject[]): Wall {
    return new Wall(this.superuser, this.app, this.scope, this.appUrl, subjects, this.everything);
  }

  async takeDown(): Promise<void> {
    await this.superuser.end();
    await this.app.end();
  }

  /** Runs as the application role inside one tenant, and leaves nothing. */
  async as<T>(tenant: string, work: () => Promise<T>): Promise<T> {
    this.tried += 1;
    await this.app.query('begin');
    try {
      await this.app.query('select app.set_ctx($1)', [tenant]);
      return await work();
    } finally {
      await this.app.query('rollback');
    }
  }

  /** What the application role is told when it asks, with each id left out. */
  told(tenant: string, ask: () => Asked): Promise<string> {
    return this.as(tenant, ask).then(
      ({ rowCount }) => `done ${rowCount}`,
      (error: Error & Record<string, string | undefined>) =>
        [error.code, error.message, error.detail, error.hint, error.constraint, error.table, error.column]
          .map((part) => part ?? '')
          .join(' | ')
          .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '#'),
    );
  }

  /** A row of a tenant that nobody else knows of. */
  async hide(subject: Subject): Promise<Row & { tenant_id: string }> {
    const row = { ...subject.row(''), tenant_id: randomUUID() };
    await insert(this.superuser, subject.table, row);
    return row;
  }

  /** As many rows, each of a tenant of its own. */
  async hideMany(subject: Subject, count: number): Promise<void> {
    const { tenant_id: model, ...rest } = await this.hide(subject);
    const columns = ['tenant_id', ...Object.keys(rest)].map((column) => `"${column}"`).join(', ');
    const values = [
      'gen_random_uuid()',
      ...Object.keys(rest).map((name) => (name === 'id' ? 'gen_random_uuid()' : `"${name}"`)),
    ];
    await this.superuser.query(
      `insert into "${subject.table}" (${columns}) select ${values.join(', ')} from "${subject.table}", generate_series(1, $2) where tenant_id = $1`,
      [model, count],
    );
    await this.superuser.query(`analyze "${subject.table}"`);
  }

  subject(table: string): Subject {
    const found = this.everything.find((one) => one.table === table);
    if (!found) throw new Error(`This plane has no table ${table}`);
    return found;
  }
}

const subjectOf = (meta: EntityMetadata): Subject => ({
  table: meta.tableName,
  row: (tenant, nth) => rowOf(meta, tenant, nth),
  references: (tenantTables.get(meta.tableName) ?? []).map(({ column, to }) => ({
    field: meta.props.find(({ name }) => name === column)?.fieldNames[0] ?? column,
    to,
  })),
});
