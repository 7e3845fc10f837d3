// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EntityMetadata } from '@mikro-orm/core';
import { Client } from 'pg';
import { entitiesOf } from '#platform/plane';
import { checkDatabase, tenantTables } from '#platform/tenancy';
import { testDatabase, type TestDatabase } from '#testing';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { insert, rowOf, type Row } from './rows.ts';

describe.each([
  ['municipal', municipal],
  ['civic', civic],
] as const)('in the %s plane', (_, features) => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;
  const ours = randomUUID();
  const metas: EntityMetadata[] = [];

  beforeAll(async () => {
    database = await testDatabase([...features]);
    superuser = new Client({ connectionString: database.urls.superuser });
    app = new Client({ connectionString: database.urls.app });
    await superuser.connect();
    await app.connect();
    metas.push(...database.orm.getMetadata().getAll().values());
  });
  afterAll(async () => {
    await superuser.end();
    await app.end();
    await database.close();
  });

  /** Runs as the application role inside one tenant, and leaves nothing. */
  async function as<T>(tenant: string, work: () => Promise<T>): Promise<T> {
    await app.query('begin');
    try {
      await app.query('select app.set_ctx($1)', [tenant]);
      return await work();
    } finally {
      await app.query('rollback');
    }
  }

  /** Plants a row of a tenant of its own, without minding what it points to. */
  async function plant(meta: EntityMetadata): Promise<Row & { tenant_id: string }> {
    const row = { ...rowOf(meta, ''), tenant_id: randomUUID() };
    await superuser.query('set session_replication_role = replica');
    await insert(superuser, meta.tableName, row);
    await superuser.query('set session_replication_role = origin');
    return row;
  }

  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );

  test("the wall's database rules hold for every table", async () => {
    expect(await checkDatabase(app)).toEqual([]);
    expect(metas.length).toBe(entitiesOf(features).length);
  });

  test('another tenant can neither read, count, change, remove nor forge a row of any table', async () => {
    for (const meta of metas) {
      const table = meta.tableName;
      const row = await plant(meta);
      const theirs = row.tenant_id;
      const seen = await as(ours, () => app.query(`select 1 from "${table}"`));
      const counted = await as(ours, () => app.query<{ n: string }>(`select count(*) n from "${table}"`));
      const changed = await as(ours, () => app.query(`update "${table}" set id = id`));
      const removed = await as(ours, () => app.query(`delete from "${table}"`));
      const forged = await refusal(as(ours, () => insert(app, table, { ...row, id: randomUUID() })));
      const moved = await refusal(as(theirs, () => app.query(`update "${table}" set tenant_id = $1`, [ours])));
      const unscoped = await app.query(`select 1 from "${table}"`);
      expect({
        table,
        seen: seen.rowCount,
        counted: counted.rows[0]?.n,
        changed: changed.rowCount,
        removed: removed.rowCount,
        forged,
        moved,
        unscoped: unscoped.rowCount,
      }).toEqual({
        table,
        seen: 0,
        counted: '0',
        changed: 0,
        removed: 0,
        forged: '42501',
        moved: '42501',
        unscoped: 0,
      });
      expect((await as(theirs, () => app.query(`select 1 from "${table}"`))).rowCount).toBeGreaterThan(0);
    }
  });

  test("no row of any table collides with another tenant's, not even with the same id and the same values", async () => {
    for (const meta of metas) {
      const row = await plant(meta);
      await superuser.query('begin');
      await superuser.query('set local session_replication_role = replica');
      expect({
        table: meta.tableName,
        twin: await refusal(insert(superuser, meta.tableName, { ...row, tenant_id: ours })),
      }).toEqual({ table: meta.tableName, twin: 'accepted' });
      await superuser.query('rollback');
    }
  });

  test("no reference reaches another tenant's row, and the refusal is that of a row that is nowhere", async () => {
    let references = 0;
    for (const meta of metas) {
      for (const { column, to } of tenantTables.get(meta.tableName) ?? []) {
        const target = metas.find((other) => other.tableName === to);
        if (!target) throw new Error(`${meta.tableName} points to ${to}, which this plane does not have`);
        const hidden = await plant(target);
        const field = meta.props.find((property) => property.name === column)?.fieldNames[0] ?? column;
        // Only the reference under test: the others are left out where they may be null, else answered alike.
        const point = (id: unknown) =>
          refusal(
            as(ours, async () => {
              await insert(app, meta.tableName, { ...rowOf(meta, ours), [field]: id });
              await app.query('set constraints all immediate');
            }),
          );
        expect([meta.tableName, column, await point(hidden.id)]).toEqual([meta.tableName, column, '23503']);
        expect(await point(randomUUID())).toBe('23503');
        references += 1;
      }
    }
    expect(references).toBeGreaterThanOrEqual(metas.some((meta) => meta.tableName === 'group_member') ? 5 : 0);
  });
});
