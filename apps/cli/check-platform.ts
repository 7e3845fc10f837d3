// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
import type { Violation } from '#platform/tenancy';

const roleRules = `
select rolname object, 'may do anything: it is a superuser' rule from pg_roles where rolname = current_user and rolsuper
union all select rolname, 'bypasses row level security' from pg_roles where rolname = current_user and rolbypassrls
union all select rolname, 'may make databases or roles' from pg_roles where rolname = current_user and (rolcreatedb or rolcreaterole)
union all select current_user, 'may become ' || rolname from pg_roles
  where rolname in ('handslag_owner', 'handslag_migrate') and pg_has_role(current_user, oid, 'member')`;

async function violations(client: Client, sql: string): Promise<Violation[]> {
  return (await client.query<Violation>(`${sql} order by 1, 2`)).rows;
}

/** The role that serves requests owns nothing in the platform database. */
export const checkPlatform = (client: Client): Promise<Violation[]> =>
  violations(
    client,
    `${roleRules}
union all select c.oid::regclass::text, 'belongs to handslag_platform' from pg_class c
  where c.relkind in ('r', 'p') and c.relowner = current_user::regrole
union all select 'tenant', 'is missing: run handslag migrate' where to_regclass('public.tenant') is null`,
  );

/** The queue's role owns its schema and sees nothing else. */
export const checkQueue = (client: Client): Promise<Violation[]> =>
  violations(
    client,
    `${roleRules}
union all select c.oid::regclass::text, 'can be read by the queue''s role' from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and has_table_privilege(current_user, c.oid, 'select')
union all select 'bullmq', 'the queue''s schema is missing or is not its own'
  where not exists (select 1 from pg_namespace where nspname = 'bullmq' and nspowner = current_user::regrole)`,
  );
