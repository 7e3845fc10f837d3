// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { HttpModule } from '#platform/http';
import { CalendarController } from './calendar.controller.ts';
import { CalendarFeedController } from './calendar-feed.controller.ts';
import { CalendarFeeds } from './calendar-feed.service.ts';
import { Calendars } from './calendar.view.ts';

@Module({
  imports: [HttpModule],
  controllers: [CalendarController, CalendarFeedController],
  providers: [CalendarFeeds, Calendars],
})
export class CalendarModule {}
