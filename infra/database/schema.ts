// SPDX-License-Identifier: EUPL-1.2
import type { EntityName } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { tenantTables } from '#platform/tenancy';

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

/** The application reads and writes rows and owns nothing. */
export function grantSql(tables: Iterable<string>): string {
  return [
    'grant usage on schema app, public to handslag_app;',
    ...[...tables].map((table) => `grant select, insert, update, delete on "${table}" to handslag_app;`),
  ].join('\n');
}

/** The whole schema of a set of entities, as one SQL text. */
export async function schemaSql(entities: readonly EntityName[]): Promise<string> {
  const orm = await MikroORM.init({
    entities: [...entities],
    dbName: 'none',
    connect: false,
    schemaGenerator: { createForeignKeyConstraints: false },
  } as Parameters<typeof MikroORM.init>[0]);
  const tables = [...orm.getMetadata().getAll().values()].map((meta) => meta.tableName);
  const create = await orm.schema.getCreateSchemaSQL({ wrap: false });
  await orm.close(true);
  return [preamble, create.trim(), foreignKeySql(tables), grantSql(tables)].join('\n\n');
}
