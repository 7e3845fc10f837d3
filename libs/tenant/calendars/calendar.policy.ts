// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { CalendarFeed } from './calendar-feed.entity.ts';

export type CalendarFeedVerb = 'read' | 'choose';

/** Everybody chooses for themselves: no way leads to another's. */
export const calendarFeedPolicy: Policy<CalendarFeedVerb, typeof CalendarFeed> = (_, { can }) => {
  can(['read', 'choose'], CalendarFeed);
};
