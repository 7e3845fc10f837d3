// SPDX-License-Identifier: EUPL-1.2
import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Agent } from 'undici';
import { Client } from 'pg';
import type { PlaneConfig } from '#platform/config';
import { PlatformPool, TenantDirectory, TenantScope, ThrowAwayTenants } from '#platform/tenancy';
import { Caller } from './caller.ts';
import { readRoutes, type Route } from './routes.ts';
import { furnish, type Ground, type ThrowAway } from './throw-away.ts';

export interface StageOptions {
  readonly config: PlaneConfig;
  /** The plane's services; its process runs elsewhere, at `address`. */
  readonly services: INestApplicationContext;
  readonly address: string;
  /** Under which the throw-away organisations can be reached by other planes; none: they cannot. */
  readonly domain?: string | undefined;
  readonly signal: AbortSignal;
}

/** A process looks for an address that it does not know at most twice a second. */
const patienceMs = 10_000;

/** One plane under examination: its own credentials, its running process, and two organisations that do not stay. */
export class Stage implements Ground {
  readonly config: PlaneConfig;
  readonly services: INestApplicationContext;
  readonly scope: TenantScope;
  readonly pool: PlatformPool;
  readonly directory: TenantDirectory;
  readonly throwAway: ThrowAwayTenants;
  /** Nobody, at an address where nobody is. */
  readonly nobody: Caller;
  /** Has things and words of its own; the other one looks for them. */
  owner!: ThrowAway;
  onlooker!: ThrowAway;
  #routes: Promise<Route[]> | undefined;
  readonly #agent = new Agent({ connections: 4 });
  #lock: Client | undefined;

  constructor(private readonly options: StageOptions) {
    this.config = options.config;
    this.services = options.services;
    const get = <T>(token: abstract new (...args: never[]) => T): T => options.services.get(token, { strict: false });
    this.scope = get(TenantScope);
    this.pool = get(PlatformPool);
    this.directory = get(TenantDirectory);
    this.throwAway = get(ThrowAwayTenants);
    this.nobody = this.caller('nobody.invalid');
  }

  get plane(): PlaneConfig['PLANE'] {
    return this.config.PLANE;
  }

  /** Cuts the examination short. */
  get signal(): AbortSignal {
    return this.options.signal;
  }

  /** Whether other planes can reach the throw-away organisations. */
  get reachable(): boolean {
    return this.config.FEDERATION_LOOPBACK || this.options.domain !== undefined;
  }

  caller(host: string, cookie?: string): Caller {
    const { address, signal } = this.options;
    return new Caller(address, host, this.#agent, signal, cookie);
  }

  routes(): Promise<Route[]> {
    this.#routes ??= readRoutes(this.nobody);
    return this.#routes;
  }

  /** Where a throw-away organisation of that name is found. */
  originOf(name: string): string {
    if (this.options.domain) return `https://${name}.${this.options.domain}`;
    if (this.config.FEDERATION_LOOPBACK) return `http://${name}.localhost:${new URL(this.options.address).port}`;
    return `https://${name}.invalid`;
  }

  /**
   * Takes the plane for one examination at a time and clears away what a killed one has left.
   * @throws Error when another examination is under way or the process does not answer.
   */
  async enter(): Promise<void> {
    const lock = new Client({ connectionString: this.config.PLATFORM_DATABASE_URL });
    await lock.connect();
    const { rows } = await lock.query<{ mine: boolean }>('select pg_try_advisory_lock(7263) mine');
    if (!rows[0]?.mine) {
      await lock.end();
      throw new Error(`Another examination of the ${this.plane} plane is under way`);
    }
    this.#lock = lock;
    await this.clear();
  }

  async furnish(): Promise<void> {
    this.owner = await furnish(this);
    this.onlooker = await furnish(this);
    for (const { host } of [this.owner, this.onlooker]) await this.#known(host);
  }

  /** Returns when the process knows the new organisation. @throws Error when it does not within ten seconds. */
  async #known(host: string): Promise<void> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const { status } = await this.caller(host).call('GET', '/api/v1/wall-statement');
      if (status !== 404) return;
      if (performance.now() > until) throw new Error(`The running ${this.plane} plane does not find ${host}`);
      await setTimeout(100);
    }
  }

  /** Removes every throw-away organisation, wholly. */
  async clear(): Promise<void> {
    for (const id of await this.throwAway.existing()) await this.throwAway.remove(id);
  }

  async leave(): Promise<void> {
    try {
      if (this.#lock) await this.clear();
    } finally {
      await this.#lock?.end();
      await this.#agent.close();
    }
  }
}
