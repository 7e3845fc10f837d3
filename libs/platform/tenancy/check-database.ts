// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';

export interface Violation {
  readonly object: string;
  readonly rule: string;
}

/** Tables that only grow, with a column `at`: partitioned by month from the start. `migrate` adds the months. */
export const monthlyTables: readonly string[] = ['access_entry', 'audit_event'];

/**
 * The rules of a tenant table, read from the catalog; each row is a violation. It stands in for a distributed
 * cluster, which would refuse most of these, and for the wall itself, which would not hold without the rest.
 */
const catalogRules = `
with t as (
  select c.oid, c.oid::regclass::text tab, c.relrowsecurity, c.relforcerowsecurity, c.relowner, a.attnum, a.attnotnull, a.atthasdef, a.atttypid
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace)
select c.oid::regclass::text object, 'has no tenant_id: tables without it belong in the platform database' rule
  from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
    and c.relname <> 'migration' and not exists (select 1 from t where t.oid = c.oid)
union all select tab, 'tenant_id must be a uuid' from t where atttypid <> 'uuid'::regtype
union all select tab, 'tenant_id must be NOT NULL without default' from t where not attnotnull or atthasdef
union all select tab, 'row level security must be enabled and forced' from t where not (relrowsecurity and relforcerowsecurity)
union all select tab, 'the restrictive tenant guard is missing or altered' from t where not exists (
  select 1 from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant_guard' and not p.polpermissive and p.polcmd = '*'
    and p.polroles = '{0}'
    and replace(pg_get_expr(polqual, polrelid), ' ', '') = '(tenant_id=(NULLIF(current_setting(''app.tenant''::text,true),''''::text))::uuid)'
    and replace(pg_get_expr(polwithcheck, polrelid), ' ', '') = '(tenant_id=(NULLIF(current_setting(''app.tenant''::text,true),''''::text))::uuid)')
union all select tab, 'policy ' || polname || ' uses a subquery' from t join pg_policy p on p.polrelid = t.oid
  where pg_get_expr(polqual, polrelid) ~* '\\mselect\\M' or pg_get_expr(polwithcheck, polrelid) ~* '\\mselect\\M'
union all select tab, 'the primary key must start with tenant_id' from t
  where not exists (select 1 from pg_index i where i.indrelid = t.oid and indisprimary and i.indkey[0] = t.attnum)
union all select tab, 'unique index ' || i.indexrelid::regclass || ' lacks tenant_id' from t join pg_index i on i.indrelid = t.oid and indisunique where not (t.attnum = any(i.indkey))
union all select tab, 'index ' || i.indexrelid::regclass || ' does not start with tenant_id' from t join pg_index i on i.indrelid = t.oid and i.indkey[0] <> t.attnum
union all select tab, 'exclusion constraint ' || conname || ' lacks tenant_id' from t join pg_constraint k on k.conrelid = t.oid and contype = 'x' where not (t.attnum = any(k.conkey))
union all select t.tab, 'foreign key ' || conname || ' must pair tenant_id with tenant_id' from t join pg_constraint k on k.conrelid = t.oid and contype = 'f' join t r on r.oid = k.confrelid
  where not exists (select 1 from unnest(k.conkey, k.confkey) u(a, b) where u.a = t.attnum and u.b = r.attnum)
union all select t.tab, 'foreign key ' || conname || ': on delete set null or default' from t join pg_constraint k on k.conrelid = t.oid and contype = 'f' where confdeltype in ('n', 'd')
union all select t.tab, 'foreign key ' || conname || ': on update cascade, set null or default' from t join pg_constraint k on k.conrelid = t.oid and contype = 'f' where confupdtype in ('c', 'n', 'd')
union all select k.conrelid::regclass::text, 'foreign key ' || conname || ' comes from outside' from pg_constraint k join t on t.oid = k.confrelid
  where contype = 'f' and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and attname = 'tenant_id')
union all select tab, 'trigger ' || tgname from t join pg_trigger g on g.tgrelid = t.oid where not tgisinternal
union all select tab, 'serial or identity column ' || a.attname from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
  where a.attidentity <> '' or exists (select 1 from pg_attrdef d where d.adrelid = t.oid and d.adnum = a.attnum and pg_get_expr(d.adbin, d.adrelid) like 'nextval%')
union all select v.oid::regclass::text, 'view without security_invoker' from pg_class v
  where v.relkind = 'v' and v.relnamespace = 'public'::regnamespace and not coalesce(v.reloptions::text like '%security_invoker=%', false)
union all select v.oid::regclass::text, 'materialized view' from pg_class v where v.relkind = 'm' and v.relnamespace = 'public'::regnamespace
union all select v.oid::regclass::text, 'sequence' from pg_class v where v.relkind = 'S' and v.relnamespace = 'public'::regnamespace
union all select p.oid::regproc::text, 'security definer function' from pg_proc p where prosecdef and pronamespace in ('public'::regnamespace, 'app'::regnamespace)
union all select tab, 'must be partitioned by month' from t
  where tab in (${monthlyTables.map((table) => `'${table}'`).join(', ')}) and pg_get_partkeydef(oid) is distinct from 'RANGE (at)'
union all select tab, 'belongs to a role that can log in' from t join pg_roles o on o.oid = t.relowner where o.rolcanlogin
order by 1, 2`;

/** What the connected role must not be, if it is to serve requests. */
const roleRules = `
select rolname object, 'the application role is a superuser' rule from pg_roles where rolname = current_user and rolsuper
union all select rolname, 'the application role bypasses row level security' from pg_roles where rolname = current_user and rolbypassrls
union all select m.rolname, 'the application role may become ' || r.rolname from pg_roles m, lateral (
    select o.rolname from pg_roles o where o.rolname in ('handslag_owner', 'handslag_migrate') and pg_has_role(current_user, o.oid, 'member')) r where m.rolname = current_user
union all select c.oid::regclass::text, 'is owned by the application role' from pg_class c where c.relowner = current_user::regrole and c.relkind in ('r', 'p', 'v')
union all select c.oid::regclass::text, 'is a partition that the application role may reach past the wall of its table' from pg_class c
  where c.relispartition and c.relkind in ('r', 'p', 'f') and (has_any_column_privilege(c.oid, 'select, insert, update, references')
    or has_table_privilege(c.oid, 'delete, truncate, trigger'))`;

/** All violations of the wall's database rules, as seen with this connection; an empty list is the only good answer. */
export async function checkDatabase(client: Pick<Client, 'query'>): Promise<Violation[]> {
  const catalog = await client.query<Violation>(catalogRules);
  const role = await client.query<Violation>(roleRules);
  return [...catalog.rows, ...role.rows];
}
