// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';

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
  // Time-outs belong to the role: pg start-up options do not survive a transaction pooler.
  await admin.query("alter role handslag_app set statement_timeout = '30s'");
  await admin.query("alter role handslag_app set idle_in_transaction_session_timeout = '30s'");
}

interface Names {
  readonly tenants: string;
  readonly platform: string;
}

/** Creates a plane's two databases on a server (`serverUrl` is a superuser's, without a database); safe to run twice. */
export async function createDatabases(serverUrl: string, { tenants, platform }: Names): Promise<void> {
  await asSuperuser(`${serverUrl}/postgres`, async (admin) => {
    await createDatabase(admin, tenants, ['app', 'migrate', 'backup']);
    await createDatabase(admin, platform, ['platform', 'queue', 'migrate', 'backup']);
  });
  for (const name of [tenants, platform]) {
    await asSuperuser(`${serverUrl}/${name}`, async (admin) => {
      await admin.query('revoke all on schema public from public');
      await admin.query('grant usage, create on schema public to handslag_migrate, handslag_owner');
      if (name === platform) await admin.query('create schema if not exists bullmq authorization handslag_queue');
    });
  }
}

async function createDatabase(admin: Client, name: string, entrants: readonly RoleName[]): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await admin.query(`create database "${name}" owner handslag_owner`);
  await admin.query(`revoke all on database "${name}" from public`);
  for (const role of entrants) await admin.query(`grant connect on database "${name}" to handslag_${role}`);
  await admin.query(`grant create on database "${name}" to handslag_migrate`);
}

async function asSuperuser(url: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
