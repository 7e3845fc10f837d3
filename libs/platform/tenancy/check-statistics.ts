// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
import type { Violation } from './check-database.ts';

/** Functions that count rows, bytes, locks, transactions or log over all tenants (of `pg_proc p`). */
export const countingFunctions = `p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and (
  p.proname like 'pg\\_stat\\_get\\_%' or p.proname in (
    'pg_relation_size', 'pg_total_relation_size', 'pg_table_size', 'pg_indexes_size', 'pg_database_size',
    'pg_tablespace_size', 'pg_lock_status', 'pg_blocking_pids', 'txid_current', 'txid_current_if_assigned',
    'txid_current_snapshot', 'txid_status', 'pg_current_xact_id', 'pg_current_xact_id_if_assigned',
    'pg_current_snapshot', 'pg_xact_status', 'pg_current_wal_lsn', 'pg_current_wal_insert_lsn',
    'pg_current_wal_flush_lsn', 'pg_last_committed_xact', 'pg_xact_commit_timestamp'))`;

/** Views that show the same (of `pg_class c`). */
export const countingViews = `c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
  and (c.relname like 'pg\\_stat\\_%' or c.relname like 'pg\\_statio\\_%' or c.relname in ('pg_locks', 'pg_cursors',
    'pg_prepared_xacts', 'pg_backend_memory_contexts', 'pg_shmem_allocations'))`;

/** The planner's counts in `pg_class`, as a list of names. */
export const countingColumns = `'reltuples', 'relpages', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid'`;

const statisticsRules = `
select p.oid::regprocedure::text object, 'counts what all tenants do, and the application role may call it' rule
  from pg_proc p where ${countingFunctions} and has_function_privilege(p.oid, 'execute')
union all select c.oid::regclass::text, 'shows what all tenants do, and the application role may read it'
  from pg_class c where ${countingViews} and has_any_column_privilege(c.oid, 'select')
union all select 'pg_class.' || a.attname, 'counts the rows of all tenants, and the application role may read it'
  from pg_attribute a where a.attrelid = 'pg_class'::regclass and a.attname in (${countingColumns})
    and has_column_privilege(a.attrelid, a.attnum, 'select')
union all select d.datname::text, 'is another database of the cluster that the application role may enter'
  from pg_database d where d.datname <> current_database() and d.datallowconn
    and d.datname in ('postgres', 'template1') and has_database_privilege(d.oid, 'connect')
union all select e.extname::text, 'is an extension that shows the statements of others' from pg_extension e
  where e.extname in ('pg_stat_statements', 'pageinspect', 'pgstattuple', 'pg_buffercache', 'pgrowlocks', 'pg_visibility',
    'pg_freespacemap', 'pg_walinspect', 'dblink', 'postgres_fdw', 'file_fdw')
order by 1, 2`;

/** What the connected role could learn of the amount and pace of other tenants' work; an empty list is the good answer. */
export async function checkStatistics(client: Pick<Client, 'query'>): Promise<Violation[]> {
  return (await client.query<Violation>(statisticsRules)).rows;
}
