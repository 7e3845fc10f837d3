// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { hush } from './hush.ts';
import type { RoleName } from './roles.ts';

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
      if (name === tenants) await hush(admin);
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
