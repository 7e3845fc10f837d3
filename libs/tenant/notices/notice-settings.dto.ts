// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Timestamp } from '#contracts';
import { contactChannels } from './contact-point.entity.ts';
import { noticeChannels, noticeKindNames, type NoticeChannel } from './kinds.ts';
import type { NoticeSettings } from './notice-settings.entity.ts';
import type { Browser } from './browsers.service.ts';
import type { OpenedContact } from './contacts.service.ts';

/** By the clock on the wall, like `21:00`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const Channels = z.array(z.enum(noticeChannels)).max(noticeChannels.length);

export const PushSubscriptionView = z
  .strictObject({
    id: z.uuid(),
    /** SHA-256 of its endpoint, base64url: by this a browser finds itself in the list. */
    mark: z.string(),
  })
  .meta({ id: 'PushSubscription' });

export const NoticeSettingsView = z
  .strictObject({
    quietFrom: TimeOfDay,
    quietTo: TimeOfDay,
    /** Gathered until this time of the day; null: at once. */
    digestAt: TimeOfDay.nullable(),
    pausedUntil: z.iso.datetime().nullable(),
    /** Free to help until then; null: not in particular. */
    onDutyUntil: z.iso.datetime().nullable(),
    /** Areas where they go to help; null: everywhere. */
    goesTo: z.array(z.string()).nullable(),
    /** Whether a locked screen may say what it is about. */
    sayWhat: z.boolean(),
    choices: z.array(z.strictObject({ kind: z.enum(noticeKindNames), channels: Channels })),
    /** What can be chosen here. */
    available: Channels,
    contacts: z.array(z.strictObject({ channel: z.enum(contactChannels), address: z.string(), verified: z.boolean() })),
    browsers: z.array(PushSubscriptionView),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettingsView = z.infer<typeof NoticeSettingsView>;

export const UpdateNoticeSettings = z
  .strictObject({
    quietFrom: TimeOfDay.transform(minutesOf).optional(),
    quietTo: TimeOfDay.transform(minutesOf).optional(),
    digestAt: TimeOfDay.transform(minutesOf).nullable().optional(),
    pausedUntil: Timestamp.nullable().optional(),
    onDutyUntil: Timestamp.nullable().optional(),
    goesTo: z.array(Area).min(1).max(100).nullable().optional(),
    sayWhat: z.boolean().optional(),
    choices: z
      .array(z.strictObject({ kind: z.enum(noticeKindNames), channels: Channels }))
      .max(noticeKindNames.length)
      .optional(),
  })
  .meta({ id: 'UpdateNoticeSettings' });
export type UpdateNoticeSettings = z.infer<typeof UpdateNoticeSettings>;

export const ContactChannelName = z.enum(contactChannels);
export const GiveContact = z
  .strictObject({
    /** An e-mail address, or a telephone number in E.164 like `+46701234567`. */
    address: z.string().trim().max(160),
  })
  .meta({ id: 'GiveContact' });
export const Email = z.email().max(160);
export const Phone = z.e164();
export const VerifyContact = z.strictObject({ code: z.string().regex(/^\d{6}$/) }).meta({ id: 'VerifyContact' });

/** So many bytes, base64url. */
const P256Point = z.string().regex(/^[A-Za-z0-9_-]{87}=?$/);
const Sixteen = z.string().regex(/^[A-Za-z0-9_-]{22}={0,2}$/);
/** As `PushSubscription.toJSON()` of the W3C Push API gives it. */
export const Subscribe = z
  .strictObject({
    endpoint: z.url().max(1000),
    keys: z.strictObject({ p256dh: P256Point, auth: Sixteen }),
  })
  .meta({ id: 'SubscribeToPush' });
export const PushKey = z.strictObject({ publicKey: z.string() }).meta({ id: 'PushKey' });

export interface SettingsAndWays {
  readonly settings: NoticeSettings;
  readonly available: readonly NoticeChannel[];
  readonly contacts: readonly OpenedContact[];
  readonly browsers: readonly Browser[];
}

export const viewSettings = ({ settings, available, contacts, browsers }: SettingsAndWays): NoticeSettingsView => ({
  quietFrom: timeOf(settings.quietFrom),
  quietTo: timeOf(settings.quietTo),
  digestAt: typeof settings.digestAt === 'number' ? timeOf(settings.digestAt) : null,
  pausedUntil: settings.pausedUntil?.toISOString() ?? null,
  onDutyUntil: settings.onDutyUntil?.toISOString() ?? null,
  goesTo: settings.goesTo ? [...settings.goesTo] : null,
  sayWhat: settings.sayWhat,
  choices: noticeKindNames.map((kind) => ({ kind, channels: [...settings.channelsFor(kind)] })),
  available: [...available],
  contacts: [...contacts],
  browsers: browsers.map(({ id, mark }) => ({ id, mark })),
});
