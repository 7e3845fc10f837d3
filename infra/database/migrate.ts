// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { addMonths } from './months.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(path.join(folder, name), 'utf8') })));
}

const fingerprint = (sql: string) => createHash('sha256').update(sql).digest('hex');

/**
 * Runs the migrations that are still missing, each in one transaction, as role migrate; safe to run twice and from
 * several machines at once. Then adds the coming months of tables that are partitioned by month.
 * @returns the names of those that ran.
 * @throws when a migration that has already run was changed afterwards.
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[],
  now: Date = new Date(),
): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7261)');
    await client.query(
      'create table if not exists public.migration (name text primary key, fingerprint text not null, at timestamptz not null default now())',
    );
    // A process reads which migrations have run, and refuses to serve on others than its own.
    await client.query('grant select on public.migration to handslag_app');
    const done = new Map(
      (
        await client.query<{ name: string; fingerprint: string }>('select name, fingerprint from public.migration')
      ).rows.map((row) => [row.name, row.fingerprint]),
    );
    const ran: string[] = [];
    for (const { name, sql } of migrations) {
      const known = done.get(name);
      if (known === fingerprint(sql)) continue;
      if (known) throw new Error(`Migration ${name} was changed after it had run; write a new one instead`);
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into public.migration (name, fingerprint) values ($1, $2)', [
          name,
          fingerprint(sql),
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${name} failed`, { cause: error });
      }
      ran.push(name);
    }
    await addMonths(client, now);
    // What migrate has created belongs to the role that nobody can log in as: schemas first, as that role must be
    // allowed into one before it can own a function there, and PostgreSQL hands over in whatever order it finds.
    await client.query(
      "do $$ begin if to_regnamespace('app') is not null then alter schema app owner to handslag_owner; end if; end $$",
    );
    await client.query('reassign owned by handslag_migrate to handslag_owner');
    return ran;
  } finally {
    await client.end();
  }
}
