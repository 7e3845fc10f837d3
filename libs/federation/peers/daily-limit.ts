// SPDX-License-Identifier: EUPL-1.2
import type { EntityManager } from '@mikro-orm/postgresql';
import { Conversation } from '../delivery/conversation.entity.ts';

const dayMs = 24 * 3600 * 1000;

/** How many requests one side has opened with this partner since midnight (UTC). */
export const openedToday = (
  em: EntityManager,
  partnerId: string,
  openedBy: 'us' | 'them',
  now: Date,
): Promise<number> =>
  em.count(Conversation, {
    partnerId,
    openedBy,
    about: 'request',
    openedAt: { $gte: new Date(Math.floor(now.getTime() / dayMs) * dayMs) },
  });
