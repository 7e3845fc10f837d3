// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFound } from '#kernel';
import { Request } from './request.entity.ts';

/** @throws NotFound */
export async function findRequest(em: EntityManager, id: string): Promise<Request> {
  const request = await em.findOne(Request, { id });
  if (!request) throw new NotFound();
  return request;
}

/** The request as it is now, held until the transaction ends: of two who want it at once, the second one waits here. */
export async function lockRequest(em: EntityManager, id: string): Promise<Request> {
  const request = await em.findOne(Request, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!request) throw new NotFound();
  return request;
}
