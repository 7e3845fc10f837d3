// SPDX-License-Identifier: EUPL-1.2
import { RequestContext } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Randomness, TenantId } from '#kernel';
import { ambient, runAmbient } from './ambient.ts';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The only door to tenant data: one scope is one tenant and one transaction.
 * Opened in three places only: the HTTP interceptor, the job base class and the federation inbox.
 */
export class TenantScope {
  constructor(
    private readonly orm: MikroORM,
    private readonly randomness: Randomness,
  ) {}

  /** Runs the work in one transaction of the tenant; what it throws rolls everything back. */
  async run<T>(tenantId: TenantId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const em = this.orm.em.fork({ session: { variables: { 'app.tenant': tenantId } } });
    const context = { tenantId, randomness: this.randomness, afterCommit: [] as (() => void | Promise<void>)[] };
    const result = await runAmbient(context, () =>
      RequestContext.create(em, () => em.transactional((inner) => work(inner as EntityManager))),
    );
    for (const hook of context.afterCommit) await hook();
    return result;
  }

  /** The tenant of the open scope. */
  get tenantId(): TenantId {
    return ambient().tenantId;
  }

  /** Runs once the transaction has been committed, outside of it; not at all when it was rolled back. */
  afterCommit(hook: () => void | Promise<void>): void {
    ambient().afterCommit.push(hook);
  }

  /**
   * A hand-written query. Parameters are named (`:state`); `:tenant` is filled from the scope,
   * and every table in the statement must be compared to it.
   */
  async rows<T extends object>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    const values: unknown[] = [];
    const named: Parameters = { ...parameters, tenant: ambient().tenantId };
    const positional = sql.replace(/(?<!:):([a-zA-Z]+)/g, (_, name: string) => {
      if (!(name in named)) throw new Error(`Parameter :${name} is missing`);
      values.push(named[name]);
      return '?';
    });
    const em = RequestContext.getEntityManager() as EntityManager | undefined;
    if (!em) throw new Error('No tenant scope is open');
    return em.execute<T[]>(positional, values);
  }
}
