// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';

export const roleNames = ['app', 'platform', 'queue', 'migrate', 'backup'] as const;
export type RoleName = (typeof roleNames)[number];
export type Passwords = Readonly<Record<RoleName, string>>;

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Creates the plane's roles, safe to run twice:
 * owner (owns, cannot log in), migrate (bypasses row level security so that its foreign keys and backfills see every
 * row), app and platform (own nothing), queue (owns only BullMQ's schema), backup (reads everything).
 */
export async function createRoles(admin: Client, passwords: Passwords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname like 'handslag\\_%'",
  );
  const existing = new Set(rows.map((row) => row.rolname));
  if (!existing.has('handslag_owner')) await admin.query('create role handslag_owner nologin');
  for (const name of roleNames) {
    const bypass = name === 'migrate' || name === 'backup' ? 'bypassrls' : 'nobypassrls';
    const verb = existing.has(`handslag_${name}`) ? 'alter' : 'create';
    await admin.query(
      `${verb} role handslag_${name} login nosuperuser nocreatedb nocreaterole ${bypass} password ${quote(passwords[name])}`,
    );
  }
  await admin.query('grant handslag_owner to handslag_migrate');
  await admin.query('grant pg_read_all_data to handslag_backup');
  // These show the statistics of the whole cluster, and none of ours has any business there.
  await admin.query('revoke connect on database postgres, template1 from public');
  // Time-outs belong to the role: pg start-up options do not survive a transaction pooler.
  await admin.query("alter role handslag_app set statement_timeout = '30s'");
  await admin.query("alter role handslag_app set idle_in_transaction_session_timeout = '30s'");
  // What is prepared is planned once, for all tenants alike: every index begins with the tenant, and planning costs more
  // than most of our statements. Compiling never pays for them.
  await admin.query('alter role handslag_app set plan_cache_mode = force_generic_plan');
  await admin.query('alter role handslag_app set jit = off');
}
