// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { checkStatistics } from '#platform/tenancy';
import { planted, plantedTable, uproot } from './planted.ts';
import type { Probe, Wall } from './wall.ts';

/** Every one of these must be refused. */
async function unrefused(wall: Wall, statements: readonly string[]): Promise<string[]> {
  const leaks: string[] = [];
  for (const statement of statements) {
    const told = await wall.told(wall.ours, () => wall.app.query(statement));
    if (!told.startsWith('42501')) leaks.push(`${statement}: ${told}`);
  }
  return leaks;
}

async function listed(wall: Wall, sql: string): Promise<string[]> {
  wall.tried += 1;
  return (await wall.app.query<{ leak: string }>(sql)).rows.map(({ leak }) => leak);
}

const notOurOwn = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')";

/** Rows 4 to 6, 8 to 10 and 13: what belongs to the cluster and not to a row. */
export const probesOfTheCluster: readonly Probe[] = [
  {
    row: '4',
    name: 'there is no sequence whose numbers would count what others do',
    look: (wall) =>
      listed(
        wall,
        `select c.oid::regclass || ' is a sequence' as leak from pg_class c where c.relkind = 'S'
         union all select c.oid::regclass || '.' || a.attname || ' is numbered' from pg_class c join pg_attribute a on a.attrelid = c.oid
           where a.attidentity <> '' and c.relkind in ('r', 'p')`,
      ),
    plants: [{ make: 'create sequence planted', undo: 'drop sequence planted', says: /planted is a sequence/ }],
  },
  {
    row: '5',
    name: 'neither the planner’s counts, nor sizes, nor statistics of use can be read',
    look: async (wall) => [
      ...(await checkStatistics(wall.app)).map(({ object, rule }) => `${object} ${rule}`),
      ...(await unrefused(
        wall,
        wall.subjects.flatMap(({ table }) => [
          `select reltuples, relpages from pg_class where oid = '"${table}"'::regclass`,
          `select pg_relation_size('"${table}"'), pg_total_relation_size('"${table}"')`,
          `select n_tup_ins from pg_stat_user_tables where relname = '${table}'`,
          `select pg_stat_get_live_tuples('"${table}"'::regclass)`,
        ]),
      )),
    ],
    plants: [
      {
        make: 'grant select (reltuples) on pg_class to public',
        undo: 'revoke select (reltuples) on pg_class from public',
        says: /pg_class.reltuples/,
      },
      {
        make: 'grant execute on function pg_relation_size(regclass, text) to public',
        undo: 'revoke execute on function pg_relation_size(regclass, text) from public',
        says: /pg_relation_size/,
      },
      {
        make: 'grant select on pg_stat_all_tables to handslag_app',
        undo: 'revoke select on pg_stat_all_tables from handslag_app',
        says: /pg_stat_all_tables/,
      },
    ],
  },
  {
    row: '6',
    name: 'the planner’s samples of columns are hidden, those of partitions too',
    look: async (wall) => {
      const leaks = await unrefused(wall, ['select 1 from pg_statistic', 'select 1 from pg_statistic_ext_data']);
      for (const subject of wall.subjects) {
        await wall.hide(subject);
        await wall.superuser.query(`analyze "${subject.table}"`);
      }
      const seen = await wall.as(wall.ours, () =>
        wall.app.query<{ leak: string }>(
          `select distinct tablename || ' shows samples' as leak from pg_stats where schemaname = 'public'
           union all select tablename || ' shows samples' from pg_stats_ext where schemaname = 'public'`,
        ),
      );
      return [...leaks, ...seen.rows.map(({ leak }) => leak)];
    },
    plants: [{ make: plantedTable({ walled: false }), undo: uproot, subject: planted, says: /planted shows samples/ }],
  },
  {
    row: '8',
    name: 'what others are doing and holding can neither be read here nor from another database',
    look: async (wall) => {
      const leaks = await unrefused(wall, [
        'select * from pg_stat_activity',
        'select * from pg_locks',
        'select * from pg_stat_database',
        'select * from pg_lock_status()',
        'select * from pg_stat_get_activity(null)',
      ]);
      const databases = [
        'postgres',
        'template1',
        new URL(wall.appUrl).pathname.slice(1).replace('handslag_', 'handslag_platform_'),
      ];
      for (const database of databases) {
        wall.tried += 1;
        const elsewhere = new Client({ connectionString: wall.appUrl.replace(/[^/]+$/, database) });
        const told = await elsewhere.connect().then(
          () => 'let in',
          ({ code }: { code: string }) => code,
        );
        await elsewhere.end().catch(() => undefined);
        if (told !== '42501') leaks.push(`${database}: ${told}`);
      }
      return leaks;
    },
    plants: [
      {
        make: 'grant select on pg_locks to public; grant execute on function pg_lock_status() to public',
        undo: 'revoke select on pg_locks from public; revoke execute on function pg_lock_status() from public',
        says: /pg_locks: done/,
      },
      {
        make: 'grant connect on database template1 to handslag_app',
        undo: 'revoke connect on database template1 from handslag_app',
        says: /template1: let in/,
      },
    ],
  },
  {
    row: '9',
    name: 'the counters of transactions and of the log, which everybody moves, cannot be read',
    look: (wall) =>
      unrefused(wall, [
        'select txid_current()',
        'select txid_current_snapshot()',
        'select pg_current_xact_id()',
        'select pg_current_snapshot()',
        'select pg_current_wal_lsn()',
        'select pg_current_wal_insert_lsn()',
      ]),
    plants: [
      {
        make: 'grant execute on function pg_current_wal_lsn() to public',
        undo: 'revoke execute on function pg_current_wal_lsn() from public',
        says: /pg_current_wal_lsn/,
      },
    ],
  },
  {
    row: '10',
    name: 'no view, materialized view, foreign table or function looks with the eyes of its owner',
    look: (wall) =>
      listed(
        wall,
        `select c.oid::regclass || ' looks with the eyes of its owner' as leak from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where ${notOurOwn} and (c.relkind in ('m', 'f') or c.relkind = 'v'
             and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false))
         union all select p.oid::regprocedure || ' looks with the eyes of its owner' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where ${notOurOwn} and p.prosecdef
         union all select r.rulename || ' rewrites statements' from pg_rewrite r join pg_class c on c.oid = r.ev_class
           join pg_namespace n on n.oid = c.relnamespace where ${notOurOwn} and c.relkind <> 'v' and c.relkind <> 'm'`,
      ),
    plants: [
      {
        make: 'create schema elsewhere; create view elsewhere.planted as select * from "group"; grant select on elsewhere.planted to public',
        undo: 'drop schema elsewhere cascade',
        says: /elsewhere.planted/,
      },
      {
        make: 'create materialized view planted as select tenant_id, count(*) from "group" group by 1',
        undo: 'drop materialized view planted',
        says: /planted looks/,
      },
      {
        make: `create function planted() returns bigint language sql security definer as 'select count(*) from "group"'`,
        undo: 'drop function planted()',
        says: /planted\(\) looks/,
      },
    ],
  },
  {
    row: '13',
    name: 'nothing in the database calls out to whoever listens',
    look: (wall) =>
      listed(
        wall,
        `select p.oid::regprocedure || ' notifies' as leak from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where ${notOurOwn} and p.prosrc ~* '\\mnotify\\M|pg_notify'
         union all select e.evtname || ' watches commands' from pg_event_trigger e
         union all select p.pubname || ' publishes changes' from pg_publication p`,
      ),
    plants: [
      {
        make: `create function planted() returns void language sql as $$ select pg_notify('groups', 'Kören') $$`,
        undo: 'drop function planted()',
        says: /planted\(\) notifies/,
      },
    ],
  },
];
