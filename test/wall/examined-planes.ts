// SPDX-License-Identifier: EUPL-1.2
// Two planes as they really run (HTTP, queue, sign-in), each with one real organisation, and the examination of them.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { request } from 'undici';
import type { TenantId } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { createPlane, type Feature } from '#platform/plane';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { TenantProfileService } from '#tenant/profile';
import { freePort, testConfig, testDatabase, type TestDatabase } from '#testing';
import { prove, type Proof } from '../../apps/cli/prove/prove.ts';
import { Stage } from '../../apps/cli/prove/stage.ts';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';

/** Adds to an answer what should not be in it: the header `x-planted`. */
export type Leak = (url: string) => Promise<string | undefined>;

export class ExaminedPlane {
  leak: Leak | undefined;

  private constructor(
    readonly kind: PlaneConfig['PLANE'],
    readonly database: TestDatabase,
    readonly config: PlaneConfig,
    readonly app: NestFastifyApplication,
    readonly superuser: Pool,
  ) {}

  static async open(kind: PlaneConfig['PLANE']): Promise<ExaminedPlane> {
    const features: readonly Feature[] = kind === 'civic' ? civic : municipal;
    const database = await testDatabase([...features], { allowUnnamedTenant: true });
    const config = testConfig(kind, database, { PORT: await freePort() });
    const app = await createPlane({ config, features, changesPerMinute: 120 });
    const superuser = new Pool({ connectionString: database.urls.superuser, max: 4 });
    const plane = new ExaminedPlane(kind, database, config, app, superuser);
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    fastify.addHook('onSend', async (asked, reply) => {
      const planted = await plane.leak?.(asked.url);
      if (planted) void reply.header('x-planted', planted);
    });
    await app.listen(config.PORT, '127.0.0.1');
    return plane;
  }

  /** A real organisation, whose address somebody may open. @returns its host. */
  async settle(name: string): Promise<string> {
    const kind = this.kind === 'civic' ? 'association' : 'municipality';
    const origin = `http://${name}.localhost:${this.config.PORT}`;
    const id: TenantId = await this.database.addTenant(name, kind, origin);
    this.app.get(TenantDirectory).refresh();
    const profiles = this.app.get(TenantProfileService);
    await this.app.get(TenantScope).run(id, () => profiles.found({ name: `Äkta ${name}`, kind }));
    const { host } = new URL(origin);
    // Its keys are made when somebody first asks for its card, and the examination does.
    await this.page(host, '/.well-known/handslag');
    return host;
  }

  stage(signal: AbortSignal = AbortSignal.timeout(300_000)): Stage {
    const { config, app } = this;
    return new Stage({ config, services: app, address: `http://127.0.0.1:${config.PORT}`, signal });
  }

  async page(host: string, path = '/wall?lang=sv'): Promise<{ status: number; text: string }> {
    const answer = await request(`http://127.0.0.1:${this.config.PORT}${path}`, { headers: { host } });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  /** How many rows of the tenants' tables and lines of the directory there are. */
  async rows(): Promise<number> {
    const { rows } = await this.superuser.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
    );
    let count = (await this.database.platform.query('select 1 from tenant')).rowCount ?? 0;
    count += (await this.database.platform.query('select 1 from session')).rowCount ?? 0;
    for (const { name } of rows)
      count += Number((await this.superuser.query<{ n: string }>(`select count(*) n from "${name}"`)).rows[0]?.n);
    return count;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.superuser.end();
    await this.database.close();
  }
}

/** As the command does it. */
export async function examine(...stages: Stage[]): Promise<Proof[]> {
  try {
    for (const stage of stages) await stage.enter();
    return await prove(stages, () => undefined);
  } finally {
    for (const stage of stages) await stage.leave();
  }
}

export const failed = ({ findings }: Proof) =>
  findings.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check);
