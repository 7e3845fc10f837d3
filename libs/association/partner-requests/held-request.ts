// SPDX-License-Identifier: EUPL-1.2
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Request } from '#tenant/requests';
import { PartnerRequest } from './partner-request.entity.ts';

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/**
 * The partner's request as it is now, held until the transaction ends. What our members made of it is held first, as
 * everywhere else: a yes from here and a word from the partner that cross wait for each other in one order.
 */
export async function heldRequest(
  em: EntityManager,
  where: FilterQuery<PartnerRequest>,
): Promise<PartnerRequest | null> {
  await em.flush();
  const known = await em.findOne(PartnerRequest, where);
  if (!known) return null;
  if (known.requestId) await em.findOne(Request, { id: known.requestId }, lock);
  return em.findOne(PartnerRequest, { id: known.id }, lock);
}
