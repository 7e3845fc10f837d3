// SPDX-License-Identifier: EUPL-1.2
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Randomness, TenantId } from '#kernel';

interface Ambient {
  readonly tenantId: TenantId;
  readonly randomness: Randomness;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void | Promise<void>)[];
  by: string | null;
}

const storage = new AsyncLocalStorage<Ambient>();

export const runAmbient = <T>(context: Ambient, work: () => Promise<T>): Promise<T> => storage.run(context, work);

export const ambientOrNone = (): Ambient | undefined => storage.getStore();

/** The scope that is open now. Throws outside one: no query may run without a tenant. */
export function ambient(): Ambient {
  const context = storage.getStore();
  if (!context) throw new Error('No tenant scope is open: reach data through TenantScope.run');
  return context;
}
