// SPDX-License-Identifier: EUPL-1.2
import type { EntityName } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { monthlyTables, tenantTables } from '#platform/tenancy';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What precedes the tables: the function that opens a tenant for one transaction. */
const preamble = `create schema if not exists app;
create or replace function app.set_ctx(tenant uuid) returns void language plpgsql as $$
begin
  execute format('set local app.tenant = %L', tenant);
end
$$;`;

/** Foreign keys as declared beside the entities; each pairs the tenant with the id. */
export function foreignKeySql(tables: Iterable<string>): string {
  const statements: string[] = [];
  for (const table of tables) {
    for (const { column, to, onDelete } of tenantTables.get(table) ?? []) {
      const name = snake(column);
      statements.push(
        `alter table "${table}" add constraint "${table}_${name}_foreign" foreign key ("tenant_id", "${name}") references "${to}" ("tenant_id", "id") on update no action on delete ${onDelete};`,
      );
    }
  }
  return statements.join('\n');
}

/**
 * Tables that only grow are partitioned by month, with a default partition for all other times; `migrate` adds the
 * months. MikroORM's own `partitionBy` would take each new month for a drift.
 */
const byMonth = (sql: string): string =>
  sql.replaceAll(/^(create table "(\w+)" .*);$/gm, (statement, head: string, table: string) =>
    monthlyTables.includes(table)
      ? `${head} partition by range ("at");\ncreate table "${table}_default" partition of "${table}" default;`
      : statement,
  );

/** The application reads and writes rows and owns nothing. */
export function grantSql(tables: Iterable<string>): string {
  return [
    'grant usage on schema app, public to handslag_app;',
    ...[...tables].map((table) => `grant select, insert, update, delete on "${table}" to handslag_app;`),
  ].join('\n');
}

/** The whole schema of a set of entities, as one SQL text. */
export async function schemaSql(entities: readonly EntityName[]): Promise<string> {
  const orm = await withoutForeignKeys(entities, { dbName: 'none' });
  const tables = tablesOf(orm);
  const create = await orm.schema.getCreateSchemaSQL({ wrap: false });
  await orm.close(true);
  return [preamble, byMonth(create.trim()), foreignKeySql(tables), grantSql(tables)].join('\n\n');
}

interface CatalogKey {
  readonly name: string;
  readonly definition: string;
}

/** What the entities have and the database at `url` lacks; empty when they agree. */
export async function missingSql(url: string, entities: readonly EntityName[]): Promise<string> {
  const orm = await withoutForeignKeys(entities, {
    clientUrl: url,
    schemaGenerator: { ignoreSchema: ['app'], skipTables: ['migration'] },
  });
  const tables = tablesOf(orm);
  // The comparison knows no foreign keys and would drop ours; they are compared below.
  const update = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).replaceAll(
    /^alter table .* drop constraint "\w+_foreign";\n?/gm,
    '',
  );
  const keys = await orm.em
    .fork()
    .execute<CatalogKey[]>(
      "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and conparentid = 0",
    );
  const granted = await orm.em.fork().execute<{ table: string }[]>(
    `select table_name as "table" from information_schema.role_table_grants where grantee = 'handslag_app'
     group by table_name having count(*) filter (where privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')) = 4`,
  );
  await orm.close(true);
  const declared = foreignKeySql(tables).split('\n').filter(Boolean);
  const existing = new Set(keys.map((key) => key.name));
  const missingKeys = declared.filter((statement) => !existing.has(nameIn(statement)));
  const wanted = new Set(declared.map(nameIn));
  const surplusKeys = keys
    .filter((key) => !wanted.has(key.name))
    .map((key) => `-- surplus foreign key ${key.name}: ${key.definition}`);
  const missingGrants = tables.filter((table) => !granted.some((row) => row.table === table));
  return [byMonth(update.trim()), ...missingKeys, ...surplusKeys, missingGrants.length ? grantSql(missingGrants) : '']
    .filter(Boolean)
    .join('\n');
}

const nameIn = (statement: string) => /constraint "([^"]+)"/.exec(statement)?.[1] ?? '';

function withoutForeignKeys(entities: readonly EntityName[], options: object): Promise<MikroORM> {
  const given = options as { schemaGenerator?: object };
  return MikroORM.init({
    entities: [...entities],
    ...options,
    schemaGenerator: { createForeignKeyConstraints: false, ...given.schemaGenerator },
  } as Parameters<typeof MikroORM.init>[0]) as Promise<MikroORM>;
}

const tablesOf = (orm: MikroORM) => [...orm.getMetadata().getAll().values()].map((meta) => meta.tableName);
