// SPDX-License-Identifier: EUPL-1.2
import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestAudience } from './request-audience.entity.ts';
import { RequestTurn } from './request-turn.entity.ts';
import type { Request } from './request.entity.ts';

/** The rows that feeds walk along say what the request says now. */
export async function followInFeeds(em: EntityManager, request: Request): Promise<void> {
  const { id: requestId, answerBy, serviceType } = request;
  const copied = { answerBy, serviceType, area: request.area ?? null };
  await em.nativeUpdate(RequestAudience, { requestId }, { ...copied, open: request.isShownToAll() });
  const inQuiet = request.takesOffers() && request.quiet;
  await em.nativeUpdate(RequestTurn, { requestId, passed: false }, { ...copied, open: inQuiet });
}
