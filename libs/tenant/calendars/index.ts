// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { CalendarFeed } from './calendar-feed.entity.ts';
import { CalendarModule } from './calendar.module.ts';
import { calendarFeedPolicy } from './calendar.policy.ts';

export const calendars: Feature = {
  module: CalendarModule,
  entities: [CalendarFeed],
  policies: [calendarFeedPolicy],
};
