// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { EntityName } from '@mikro-orm/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MikroORM } from '@mikro-orm/postgresql';
import { SystemRandomness, type Randomness, type TenantId } from '#kernel';
import { readConfig, type PlaneConfig } from '#platform/config';
import { createPlane, entitiesOf, type Feature, type PlaneOptions } from '#platform/plane';
import { openDatabase, PlatformPool, TenantDirectory, TenantScope, type TenantKind } from '#platform/tenancy';
import { migrate, readMigrations } from '../../infra/database/migrate.ts';
import { QueryWatch } from './query-watch.ts';
import { createDatabases } from '../../infra/database/databases.ts';
import { schemaSql } from '../../infra/database/schema.ts';

const platformMigrations = path.join(import.meta.dirname, '../../infra/database/platform');

export interface TestDatabase {
  readonly orm: MikroORM;
  readonly scope: TenantScope;
  readonly platform: PlatformPool;
  readonly directory: TenantDirectory;
  /** Connection strings, by role; `platform` and `queue` enter the platform database. */
  readonly urls: Readonly<Record<'app' | 'migrate' | 'backup' | 'platform' | 'queue' | 'superuser', string>>;
  /** Enters a tenant in the directory and gives its id. */
  addTenant(name: string, kind?: TenantKind, origin?: string): Promise<TenantId>;
  /** Watches the statements of a plane that uses these databases. */
  readonly onQuery: (statement: string) => void;
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  readonly randomness?: Randomness;
  /** For the test that shows what happens to a statement that does not name the tenant. */
  readonly allowUnnamedTenant?: boolean;
  /** For the test that looks at the plans of the application's own statements. */
  readonly explains?: boolean;
  readonly onQuery?: (statement: string) => void;
  /** Another server than the run's own: superuser's URL without a database. */
  readonly server?: string;
}

/** A pair of fresh databases (tenants' and platform) with the schema of the given features or entities, opened as the application role. */
export async function testDatabase(
  parts: readonly (Feature | EntityName)[],
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  const server = options.server ?? process.env.HANDSLAG_TEST_POSTGRES;
  if (!server) throw new Error('No PostgreSQL for this test: name the file *.db.spec.ts or *.net.spec.ts');
  const features = parts.filter((part): part is Feature => typeof part === 'object' && 'module' in part);
  const entities = [
    ...parts.filter((part): part is EntityName => !features.includes(part as Feature)),
    ...entitiesOf(features),
  ];
  const suffix = randomUUID().slice(0, 8);
  const tenants = `handslag_${suffix}`;
  const platformName = `handslag_platform_${suffix}`;
  await createDatabases(server, { tenants, platform: platformName });

  const url = (role: string, database: string) =>
    server.replace(/\/\/[^@]+@/, `//handslag_${role}:test@`) + `/${database}`;
  const urls = {
    app: url('app', tenants),
    migrate: url('migrate', tenants),
    backup: url('backup', tenants),
    platform: url('platform', platformName),
    queue: url('queue', platformName),
    superuser: `${server}/${tenants}`,
  };
  await migrate(urls.migrate, [{ name: '0001-test.sql', sql: await schemaSql(entities) }]);
  await migrate(url('migrate', platformName), await readMigrations(platformMigrations));

  const watch = new QueryWatch(options.explains);
  const onQuery = (statement: string) => {
    watch.see(statement);
    options.onQuery?.(statement);
  };
  const orm = await openDatabase({ url: urls.app, entities, poolSize: 5, onQuery });
  const platform = new PlatformPool(urls.platform);
  const directory = new TenantDirectory(platform);
  return {
    orm,
    scope: new TenantScope(orm, options.randomness ?? new SystemRandomness()),
    platform,
    directory,
    urls,
    onQuery,
    addTenant: async (name, kind = 'municipality', origin = `http://${name}.localhost`) => {
      const id = randomUUID() as TenantId;
      await directory.add({ id, host: new URL(origin).host, origin, kind });
      return id;
    },
    close: async () => {
      await orm.close(true);
      await platform.end();
      if (!options.allowUnnamedTenant) watch.check();
    },
  };
}

/** The master key of every plane under test: what it has sealed can be laid open. */
export const testMasterKey = Buffer.alloc(32, 7).toString('base64url');

/** Settings of a plane's process that uses the test's databases. */
export function testConfig(
  plane: PlaneConfig['PLANE'],
  database: TestDatabase,
  overrides: Partial<PlaneConfig> = {},
): PlaneConfig {
  return {
    ...readConfig({
      PLANE: plane,
      DATABASE_URL: database.urls.app,
      PLATFORM_DATABASE_URL: database.urls.platform,
      QUEUE_DATABASE_URL: database.urls.queue,
      MASTER_KEY: testMasterKey,
      OIDC_ISSUER: 'http://localhost:4300',
      OIDC_CLIENTS_FILE: path.join(import.meta.dirname, 'no-clients.json'),
      FEDERATION_LOOPBACK: '1',
      LOG_LEVEL: 'silent',
    }),
    ...overrides,
  };
}

/** The plane itself on the test's databases, ready for `inject`; close it before the database. */
export async function testPlane(
  plane: PlaneConfig['PLANE'],
  database: TestDatabase,
  features: readonly Feature[],
  {
    config = {},
    ...options
  }: Partial<Omit<PlaneOptions, 'config' | 'features'>> & { readonly config?: Partial<PlaneConfig> } = {},
): Promise<NestFastifyApplication> {
  const app = await createPlane({
    config: testConfig(plane, database, config),
    features,
    onQuery: database.onQuery,
    ...options,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
