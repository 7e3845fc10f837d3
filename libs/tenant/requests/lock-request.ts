// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFound } from '#kernel';
import { findReadable, type AppAbility } from '#platform/authz';
import { Request } from './request.entity.ts';

/** @throws NotFound */
export async function findRequest(em: EntityManager, id: string): Promise<Request> {
  const request = await em.findOne(Request, { id });
  if (!request) throw new NotFound();
  return request;
}

const held = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/** The request as it is now, held until the transaction ends: of two who want it at once, the second one waits here. */
export async function lockRequest(em: EntityManager, id: string): Promise<Request> {
  const request = await em.findOne(Request, { id }, held);
  if (!request) throw new NotFound();
  return request;
}

/** The same for somebody who may see it, or may at least be told why it is too late. @throws NotFound */
export const lockVisibleRequest = (em: EntityManager, ability: AppAbility, id: string): Promise<Request> =>
  findReadable(em, ability, Request, id, held, ['read', 'meet']);
