// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Clock, Randomness } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { Config } from '#platform/plane';
import { Folder } from './folder.ts';
import { FileMail, Franking, SmtpMail } from './mail.ts';
import { NoMail, NoSms } from './none.ts';
import { Mail, Push, Sms } from './ports.ts';
import { WebPush } from './push.ts';
import { ElksSms, FileSms } from './sms.ts';

/** What leaves the house for people's own mailboxes and phones: by the operator's servers, into a folder, or not at all. */
@Global()
@Module({
  providers: [
    {
      provide: Folder,
      useFactory: ({ OUTGOING_FOLDER }: PlaneConfig, clock: Clock, randomness: Randomness) =>
        OUTGOING_FOLDER ? new Folder(OUTGOING_FOLDER, clock, randomness) : null,
      inject: [Config, Clock, Randomness],
    },
    {
      provide: Mail,
      useFactory: (config: PlaneConfig, folder: Folder | null, clock: Clock, randomness: Randomness) => {
        const franking = new Franking(config.MAIL_FROM, clock, randomness);
        if (config.MAIL_URL) return new SmtpMail(config.MAIL_URL, franking);
        return folder ? new FileMail(folder, franking) : new NoMail();
      },
      inject: [Config, Folder, Clock, Randomness],
    },
    {
      provide: Sms,
      useFactory: (config: PlaneConfig, folder: Folder | null) => {
        if (config.SMS_URL) return new ElksSms(config.SMS_URL, config.SMS_FROM);
        return folder ? new FileSms(folder) : new NoSms();
      },
      inject: [Config, Folder],
    },
    {
      provide: Push,
      useFactory: (config: PlaneConfig, copies: Folder | null, randomness: Randomness) => {
        const { FEDERATION_LOOPBACK: loopback, MAIL_FROM } = config;
        return new WebPush({ randomness, contact: `mailto:${MAIL_FROM}`, loopback, copies });
      },
      inject: [Config, Folder, Randomness],
    },
  ],
  exports: [Mail, Sms, Push],
})
export class OutgoingModule {}
