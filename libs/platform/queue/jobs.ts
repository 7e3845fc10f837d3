// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Clock, TenantId } from '#kernel';
import type { TenantDirectory, TenantScope } from '#platform/tenancy';
import { Followed } from './followed.ts';
import type { Hint, Hints } from './hints.ts';
import { Rounds } from './rounds.ts';

/** A kind of background work. The truth about what is left to do stands in the tenant's own tables. */
export interface Job {
  /** Like `federation.deliver`. */
  readonly name: string;
  /** So many of it a process that gives hints follows itself, at once; without it, all go through the queue. */
  readonly atOnce?: number;
  /**
   * What waits: SQL that gives one column `id`, the most urgent first, and knows `:tenant` and `:now`. Asked ten seconds
   * after the last time where something happens, and within two minutes anywhere, with that of all other jobs in one statement:
   * it must find nothing quickly. A function where it does not stand in the tenant's own tables; no scope is open.
   */
  readonly due: string | (() => Promise<readonly string[]>);
  /** Does one of them; safe to be called twice, or for something that is already done. No scope is open. */
  run(tenant: TenantId, id: string): Promise<void>;
}

/** The usual job: all of its work in one scope, one transaction. */
export abstract class ScopedJob implements Job {
  abstract readonly name: string;

  constructor(protected readonly scope: TenantScope) {}

  abstract readonly due: Job['due'];
  protected abstract work(id: string): Promise<void>;

  run(tenant: TenantId, id: string): Promise<void> {
    return this.scope.run(tenant, () => this.work(id));
  }
}

/** How long until a courier tries again what it could not say: 1, 4, 16, 64 minutes, then every two hours. */
export const patienceMs = (tries: number): number => Math.min(4 ** (tries - 1), 120) * 60_000;
/** What could not be said so long after its time is old news. */
export const newsFreshMs = 48 * 3_600_000;

/** Rounds of one job that a process has under way: when nobody answers out there, other work goes on. */
const mostUnderWay = 8;
const whenFullMs = 5_000;

/** A job that speaks to the world outside: what it will say is settled in one scope, said in none, and entered in another. */
export abstract class CourierJob<Round> implements Job {
  abstract readonly name: string;
  #underWay = 0;

  constructor(
    protected readonly scope: TenantScope,
    private readonly directory: TenantDirectory,
    protected readonly jobs: Jobs,
  ) {}

  abstract readonly due: Job['due'];
  /** What to say now; null when there is nothing. `origin` is the tenant's own address on the web. */
  protected abstract prepare(id: string, origin: string): Promise<Round | null>;
  protected abstract carry(round: Round): Promise<void>;
  protected abstract settle(round: Round): Promise<void>;

  async run(tenant: TenantId, id: string): Promise<void> {
    if (this.#underWay >= mostUnderWay) return this.jobs.hint({ job: this.name, tenant, id }, whenFullMs);
    this.#underWay += 1;
    try {
      await this.#round(tenant, id);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #round(tenant: TenantId, id: string): Promise<void> {
    const origin = (await this.directory.byId(tenant))?.origin;
    if (!origin) return;
    const round = await this.scope.run(tenant, () => this.prepare(id, origin));
    if (round === null) return;
    await this.carry(round);
    await this.scope.run(tenant, () => this.settle(round));
  }
}

/** A sweep of many tenants asks during a quarter of its time, so that whoever wants an answer meanwhile hardly waits. */
const pausePerWork = 3;
const longestPauseMs = 50;
/** Whatever the process before us held when it died is free again by then. */
const firstSweepMs = 5_000;

export interface JobsOptions {
  /** Whether this process works, or only gives hints. */
  readonly works: boolean;
  /** Whether a process that works follows its own hints at once; tests step them. */
  readonly follows?: boolean;
  /** 0 turns the sweep's own clock off (tests call `sweep`). */
  readonly sweepEveryMs: number;
}

/** Registers background work, hands out hints, and sweeps up what no hint reached. */
export class Jobs {
  readonly #log = new Logger('Jobs');
  readonly #jobs = new Map<string, Job>();
  readonly #rounds = new Rounds();
  readonly #followed = new Followed((hint) => this.work(hint));
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;
  #consuming = false;

  constructor(
    private readonly hints: Hints,
    private readonly directory: TenantDirectory,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly options: JobsOptions,
  ) {}

  register(job: Job): void {
    if (this.#jobs.has(job.name)) throw new Error(`Two jobs called ${job.name}`);
    this.#jobs.set(job.name, job);
  }

  /** Hints that something of the open scope's tenant waits, once its transaction has been committed; at once, or after a while. */
  nudge(job: string, id: string, delayMs?: number): void {
    const tenant = this.scope.tenantId;
    // Not awaited: nobody should wait for what follows, and the sweep gives the hint again.
    this.scope.afterCommit(() => void this.hint({ job, tenant, id }, delayMs));
  }

  /** A hint at once, or after a while; never throws. */
  async hint(hint: Hint, delayMs?: number): Promise<void> {
    this.#rounds.happened(hint.tenant);
    if (!delayMs && this.#follow(hint)) return;
    try {
      await this.hints.add(hint, delayMs ? { delayMs } : {});
    } catch (error) {
      this.#complain('hint', hint.job, error);
    }
  }

  #follow(hint: Hint): boolean {
    const atOnce = this.#jobs.get(hint.job)?.atOnce;
    const { works, follows = false } = this.options;
    return works && follows && atOnce !== undefined && this.#followed.take(hint, atOnce);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.works) return;
    await this.#consume();
    this.#schedule(Math.min(this.options.sweepEveryMs, firstSweepMs));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sweeping;
    await this.#followed.close();
    await this.hints.close();
  }

  async work({ job: name, tenant, id }: Hint): Promise<void> {
    this.#rounds.happened(tenant);
    try {
      await this.#jobs.get(name)?.run(tenant, id);
    } catch (error) {
      this.#complain('work', name, error);
    }
  }

  /** Hints at everything that waits, tenant by tenant, so that nothing depends on the queue's memory. */
  async sweep(): Promise<void> {
    const jobs = [...this.#jobs.values()];
    const tenants = await this.directory.all();
    for (const tenant of this.#rounds.next(tenants.map(({ id }) => id))) {
      if (this.#stopped) return;
      const since = performance.now();
      try {
        await this.#hintAt(tenant, await this.#waiting(tenant, jobs));
      } catch {
        // One of them is in trouble, and the statement of all with it: each for itself, so that the others go on.
        for (const job of jobs) await this.#sweepOne(tenant, job);
      }
      await this.#breathe(performance.now() - since);
    }
  }

  async #breathe(workedMs: number): Promise<void> {
    if (this.options.sweepEveryMs > 0) await pause(Math.min(pausePerWork * workedMs, longestPauseMs));
  }

  async #sweepOne(tenant: TenantId, job: Job): Promise<void> {
    try {
      await this.#hintAt(tenant, await this.#waiting(tenant, [job]));
    } catch (error) {
      this.#complain('sweep', job.name, error);
    }
  }

  async #waiting(tenant: TenantId, jobs: readonly Job[]): Promise<Waiting[]> {
    const waiting: Waiting[] = [];
    const asked: string[] = [];
    for (const job of jobs) {
      if (typeof job.due === 'string')
        asked.push(`select '${job.name}' as job, w.id::text as id from (${job.due}) as w`);
      else for (const id of await job.due()) waiting.push({ job: job.name, id });
    }
    if (asked.length === 0) return waiting;
    const now = this.clock.now();
    const rows = await this.scope.run(tenant, () => this.scope.rows<Waiting>(asked.join('\nunion all\n'), { now }));
    return [...waiting, ...rows];
  }

  async #hintAt(tenant: TenantId, waiting: readonly Waiting[]): Promise<void> {
    for (const { job, id } of waiting) await this.hints.add({ job, tenant, id }, { once: true });
  }

  /** The queue's database may come up later than we do: tried again with each sweep. */
  async #consume(): Promise<void> {
    if (this.#consuming) return;
    try {
      await this.hints.consume((hint) => this.work(hint));
      this.#consuming = true;
    } catch (error) {
      this.#complain('start', 'queue', error);
    }
  }

  #schedule(inMs = this.options.sweepEveryMs): void {
    if (this.#stopped || this.options.sweepEveryMs === 0) return;
    this.#timer = setTimeout(() => {
      this.#sweeping = this.#consume()
        .then(() => this.sweep())
        .catch((error: unknown) => this.#complain('sweep', 'directory', error))
        .finally(() => this.#schedule());
    }, inMs);
    this.#timer.unref();
  }

  #complain(during: string, job: string, error: unknown): void {
    const { name = 'unknown', code } = (error ?? {}) as { name?: string; code?: string };
    // The message of an unforeseen error may quote a row; only its kind is logged.
    this.#log.error({ event: 'job.trouble', during, job, name, ...(code ? { code } : {}) });
  }
}

interface Waiting {
  readonly job: string;
  readonly id: string;
}
