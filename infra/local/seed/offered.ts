// SPDX-License-Identifier: EUPL-1.2
import type { Place } from './place.ts';

interface Offered {
  readonly by: string;
  readonly groupId: string;
  readonly text: string;
  /** From 1, which is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly area?: string;
  readonly lasts?: number;
}

/** What people like to do with others, and nobody has said yes to yet. */
export function offerTogether(place: Place, offers: readonly Offered[]): void {
  for (const [index, { by, groupId, hour, text, weekday, area, lasts = 60 }] of offers.entries()) {
    const since = place.before(20 - index);
    place.rows.add('standing_offer', {
      id: place.id('standing-offer', index),
      personId: by,
      text,
      area: area ?? null,
      weekday,
      minute: hour * 60,
      lasts,
      groupIds: [groupId],
      atOnce: 1,
      paused: false,
      until: place.before(-150),
      waitingSince: since,
      createdAt: since,
    });
  }
}
