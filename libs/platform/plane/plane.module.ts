// SPDX-License-Identifier: EUPL-1.2
import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Global, Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Randomness, SystemClock, SystemRandomness } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { HttpModule, Policies, RateLimitOptions, RememberedAnswer } from '#platform/http';
import { openDatabase, PlatformPool, TenantDirectory, TenantScope, ThrowAwayTenants } from '#platform/tenancy';
import { readBuild } from './build.ts';
import { ApiDescription, ApiDescriptionController } from './api-description.ts';
import type { Feature } from './feature.ts';

/** The plane's settings, by this token. */
export const Config = Symbol('PlaneConfig');

/** Which code this process runs, by this token: read at start, as files may be exchanged under a running process. */
export const Build = Symbol('Build');

export interface PlaneOptions {
  readonly config: PlaneConfig;
  readonly features: readonly Feature[];
  /** Changes allowed a person a minute; generous for people, tight for scripts. */
  readonly changesPerMinute?: number;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Sees every statement to the tenant database; for tests. */
  readonly onQuery?: (statement: string) => void;
}

@Injectable()
class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(MikroORM) private readonly orm: MikroORM,
    private readonly pool: PlatformPool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.orm.close(true);
    await this.pool.end();
  }
}

const policiesOf = (features: readonly Feature[]): Policies => ({
  all: features.flatMap((feature) => feature.policies),
  can: Object.assign({}, ...features.map((feature) => feature.can ?? {})) as Policies['can'],
});

export const entitiesOf = (features: readonly Feature[]) => [
  RememberedAnswer,
  ...features.flatMap((feature) => feature.entities),
];

/** One half of the house: its databases, its features, and nothing of the other half. */
@Global()
@Module({})
export class PlaneModule {
  static of({ config, features, changesPerMinute = 120, clock, randomness, onQuery }: PlaneOptions): DynamicModule {
    return {
      module: PlaneModule,
      imports: [HttpModule, ...features.map((feature) => feature.module)],
      controllers: [ApiDescriptionController],
      providers: [
        ApiDescription,
        Connections,
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: Randomness, useValue: randomness ?? new SystemRandomness() },
        { provide: RateLimitOptions, useValue: { changesPerMinute } },
        { provide: Policies, useValue: policiesOf(features) },
        { provide: PlatformPool, useFactory: () => new PlatformPool(config.PLATFORM_DATABASE_URL) },
        {
          provide: TenantDirectory,
          useFactory: (pool: PlatformPool) => new TenantDirectory(pool),
          inject: [PlatformPool],
        },
        {
          provide: MikroORM,
          useFactory: () =>
            openDatabase({
              url: config.DATABASE_URL,
              entities: entitiesOf(features),
              poolSize: config.DATABASE_POOL,
              prepares: config.DATABASE_PREPARES,
              ...(onQuery ? { onQuery } : {}),
            }),
        },
        { provide: EntityManager, useFactory: (orm: MikroORM) => orm.em, inject: [MikroORM] },
        {
          provide: TenantScope,
          useFactory: (orm: MikroORM, random: Randomness) => new TenantScope(orm, random),
          inject: [MikroORM, Randomness],
        },
        {
          provide: ThrowAwayTenants,
          useFactory: (pool: PlatformPool, directory: TenantDirectory, scope: TenantScope, em: EntityManager) =>
            new ThrowAwayTenants(pool, directory, scope, em),
          inject: [PlatformPool, TenantDirectory, TenantScope, EntityManager],
        },
        { provide: Build, useValue: readBuild(config.PLANE) },
      ],
      exports: [
        Config,
        Clock,
        Randomness,
        RateLimitOptions,
        Policies,
        PlatformPool,
        TenantDirectory,
        MikroORM,
        EntityManager,
        TenantScope,
        ThrowAwayTenants,
        Build,
      ],
    };
  }
}
