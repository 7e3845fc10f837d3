// SPDX-License-Identifier: EUPL-1.2
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Request } from '#tenant/requests';
import { PartnerOffer } from './partner-offer.entity.ts';

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/**
 * The offer as it is now, held until the transaction ends. Its request is held first, as everywhere else: of two
 * partners who say yes at once, the second waits instead of both waiting for each other.
 */
export async function heldOffer(em: EntityManager, where: FilterQuery<PartnerOffer>): Promise<PartnerOffer | null> {
  await em.flush();
  const known = await em.findOne(PartnerOffer, where);
  if (!known) return null;
  await em.findOneOrFail(Request, { id: known.requestId }, lock);
  return em.findOne(PartnerOffer, { id: known.id }, lock);
}
