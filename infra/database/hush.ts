// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
// By its path: the local start runs this before anything has been built, and `#platform/tenancy` is what has been built.
import { countingColumns, countingFunctions, countingViews } from '../../libs/platform/tenancy/check-statistics.ts';

/**
 * PostgreSQL lets every role read how many rows each table has, how often it was written, and what the others do.
 * Within a plane that would count another tenant's rows past row level security, so nobody but the superuser (and the
 * role that makes backups) may: a superuser runs this in the tenants' database. Safe to run twice.
 */
export async function hush(admin: Pick<Client, 'query'>): Promise<void> {
  await admin.query(`
    do $$
    declare item text;
    begin
      for item in select oid::regprocedure::text from pg_proc p where ${countingFunctions} loop
        execute format('revoke execute on function %s from public', item);
        execute format('grant execute on function %s to handslag_backup', item);
      end loop;
      for item in select oid::regclass::text from pg_class c where ${countingViews} loop
        execute format('revoke all on %s from public', item);
      end loop;
      revoke all on pg_class from public;
      select string_agg(quote_ident(attname), ', ') into item from pg_attribute
        where attrelid = 'pg_class'::regclass and attnum > 0 and not attisdropped and not attname in (${countingColumns});
      execute format('grant select (%s) on pg_class to public', item);
    end $$`);
}
