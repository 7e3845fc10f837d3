// SPDX-License-Identifier: EUPL-1.2
import { setTimeout } from 'node:timers/promises';
import { RequestContext } from '@mikro-orm/core';
import { Logger } from '@nestjs/common';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Randomness, TenantId } from '#kernel';
import { ambient, runAmbient } from './ambient.ts';
import { defaultPoolSize } from './open-database.ts';
import { isWorthNothing } from './scope-client.ts';
import { Turns } from './turns.ts';

/** What was committed, and what is to follow it. */
interface Done<T> {
  readonly result: T;
  readonly afterCommit: readonly (() => void | Promise<void>)[];
}

type Parameters = Readonly<Record<string, unknown>>;

/** How often work is begun in all when the database makes it give way. */
const attempts = 5;
/** Whoever began again at once could overtake the one it gave way to, who has not woken yet, and meet it again. */
const pauseMs = 20;

/**
 * The only door to tenant data: one scope is one tenant and one transaction.
 * Opened in three places only: the HTTP interceptor, the job base class and the federation inbox.
 */
export class TenantScope {
  readonly #log = new Logger('TenantScope');
  readonly #turns: Turns;

  constructor(
    private readonly orm: MikroORM,
    private readonly randomness: Randomness,
  ) {
    this.#turns = new Turns(orm.config.get('pool')?.max ?? defaultPoolSize);
  }

  /**
   * Runs the work in one transaction of the tenant; what it throws rolls everything back. When the database lets
   * somebody else go first, nothing of it stands and nobody has been told: it is begun again, up to five times in all.
   */
  async run<T>(tenantId: TenantId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const { result, afterCommit } = await this.begin(tenantId, work, 1);
    for (const hook of afterCommit) await hook();
    return result;
  }

  private async begin<T>(
    tenantId: TenantId,
    work: (em: EntityManager) => Promise<T>,
    attempt: number,
  ): Promise<Done<T>> {
    try {
      return await this.#turns.take(tenantId, () => this.once(tenantId, work));
    } catch (error) {
      if (attempt === attempts || !gaveWay(error)) throw error;
    }
    this.#log.warn({ event: 'transaction.again', attempt });
    await setTimeout(attempt * pauseMs);
    return this.begin(tenantId, work, attempt + 1);
  }

  private async once<T>(tenantId: TenantId, work: (em: EntityManager) => Promise<T>): Promise<Done<T>> {
    const em = this.orm.em.fork({ session: { variables: { 'app.tenant': tenantId } } });
    const context = {
      tenantId,
      randomness: this.randomness,
      beforeCommit: [] as (() => Promise<void>)[],
      afterCommit: [] as (() => void | Promise<void>)[],
      by: null,
    };
    const inTransaction = async (inner: EntityManager) => {
      const result = await work(inner);
      for (const hook of context.beforeCommit) await hook();
      return result;
    };
    const result = await runAmbient(context, () =>
      RequestContext.create(em, () => em.transactional((inner) => inTransaction(inner as EntityManager))),
    );
    return { result, afterCommit: context.afterCommit };
  }

  /** The tenant of the open scope. */
  get tenantId(): TenantId {
    return ambient().tenantId;
  }

  /** Who acts in the open scope: a person's id, `partner:<id>`, or null for the system itself. */
  get by(): string | null {
    return ambient().by;
  }

  actAs(who: string): void {
    ambient().by = who;
  }

  /** Runs as the last part of the open transaction: for rows that every writer contends for. */
  beforeCommit(hook: () => Promise<void>): void {
    ambient().beforeCommit.push(hook);
  }

  /**
   * Runs once the transaction has been committed, outside of it; not at all when it was rolled back.
   * What it throws is the caller's, and undoes nothing: so a refusal can leave a trace.
   */
  afterCommit(hook: () => void | Promise<void>): void {
    ambient().afterCommit.push(hook);
  }

  /**
   * A hand-written query. Parameters are named (`:state`), and a list is one array (`any(:ids::uuid[])`);
   * `:tenant` is filled from the scope, and every table in the statement must be compared to it.
   */
  async rows<T extends object>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    const named: Parameters = { ...parameters, tenant: ambient().tenantId };
    const { positional, names } = placesOf(sql);
    const values = names.map((name) => {
      if (!(name in named)) throw new Error(`Parameter :${name} is missing`);
      const value = named[name];
      return Array.isArray(value) ? arrayText(value) : value;
    });
    const em = RequestContext.getEntityManager() as EntityManager | undefined;
    if (!em) throw new Error('No tenant scope is open');
    return em.execute<T[]>(positional, values);
  }
}

interface Places {
  readonly positional: string;
  readonly names: readonly string[];
}

/** Queries that are remembered, by their text: it is the same each time. */
const mostRemembered = 1_000;
const remembered = new Map<string, Places>();

function placesOf(sql: string): Places {
  const known = remembered.get(sql);
  if (known) return known;
  const names: string[] = [];
  const positional = sql.replace(/(?<!:):([a-zA-Z]+)/g, (_, name: string) => {
    names.push(name);
    return '?';
  });
  if (remembered.size >= mostRemembered) remembered.clear();
  const places = { positional, names };
  remembered.set(sql, places);
  return places;
}

/** As PostgreSQL reads an array (manual, 8.15.2), each element quoted. */
const arrayText = (elements: readonly unknown[]): string =>
  `{${elements.map((one) => `"${String(one).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** 40P01: a deadlock; 40001: a serialization failure; or what was prepared on the server, and then its tables changed. */
const gaveWay = (error: unknown): boolean =>
  ['40P01', '40001'].includes(String((error as { code?: unknown } | null)?.code)) || isWorthNothing(error);
