// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { OutgoingModule } from '#platform/outgoing';
import { Browsers } from './browsers.service.ts';
import { Contacts } from './contacts.service.ts';
import { DueNotices } from './due-notices.service.ts';
import { ForgetNotices } from './forget-notices.job.ts';
import { NoticeController } from './notice.controller.ts';
import { NoticeSettingsController } from './notice-settings.controller.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';
import { NewsWays } from './news-ways.service.ts';
import { Notices } from './notices.ts';
import { SendNotices } from './send-notices.job.ts';

/** Global, as every feature may have something to tell. */
@Global()
@Module({
  imports: [OutgoingModule],
  controllers: [NoticeController, NoticeSettingsController],
  providers: [Notices, NoticeSettingsService, Contacts, Browsers, NewsWays, DueNotices, SendNotices, ForgetNotices],
  exports: [Notices],
})
export class NoticeModule {}
