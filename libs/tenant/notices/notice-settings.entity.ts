// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { noticeKinds, type NoticeChannel, type NoticeKind } from './kinds.ts';
import { localMinute, momentOf } from './local-time.ts';

const NoticeSettingsSchema = defineEntity({
  name: 'NoticeSettings',
  ...tenantOwned('notice_settings', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    /** Minutes after midnight, where the tenant is. Equal: never quiet. */
    quietFrom: p.integer(),
    quietTo: p.integer(),
    /** Gathered until this minute of the day; null: at once. */
    digestAt: p.integer().nullable(),
    /** Until then nothing leaves the app. */
    pausedUntil: p.datetime(3).nullable(),
    /** Free to help right now: until then nothing waits for the morning, or for the rest of the day's news. */
    onDutyUntil: p.datetime(3).nullable(),
    /** Where they go to help; null: everywhere. */
    goesTo: p.array().nullable(),
    /** Whether a locked screen may say what it is about. */
    sayWhat: p.boolean(),
    choices: p.json<Partial<Record<NoticeKind, NoticeChannel[]>>>(),
  },
  uniques: [{ properties: ['tenantId', 'personId'] }],
});

/** How one wants to be told. */
export class NoticeSettings extends NoticeSettingsSchema.class {
  /** As everybody begins: quiet at night, at once by day, and nothing said on a locked screen. */
  static usual(personId: string): NoticeSettings {
    return Object.assign(new NoticeSettings(), {
      personId,
      quietFrom: 21 * 60,
      quietTo: 7 * 60,
      digestAt: null,
      pausedUntil: null,
      onDutyUntil: null,
      goesTo: null,
      sayWhat: false,
      choices: {},
    });
  }

  channelsFor(kind: NoticeKind): readonly NoticeChannel[] {
    return this.choices[kind] ?? noticeKinds[kind].usually;
  }

  choose(choices: readonly { readonly kind: NoticeKind; readonly channels: readonly NoticeChannel[] }[]): void {
    const chosen = Object.fromEntries(choices.map(({ kind, channels }) => [kind, [...new Set(channels)]]));
    this.choices = { ...this.choices, ...chosen };
  }

  /** Whoever is on duty has no pause. */
  goOnDuty(until: Date | null): void {
    this.onDutyUntil = until;
    if (until) this.pausedUntil = null;
  }

  pause(until: Date | null): void {
    this.pausedUntil = until;
    if (until) this.onDutyUntil = null;
  }

  isPaused(now: Date): boolean {
    return this.pausedUntil ? now < this.pausedUntil : false;
  }

  /** When something told at `at` may leave the app: now, or a later moment. */
  whenToSend(at: Date, now: Date): Date {
    if (this.onDutyUntil && now < this.onDutyUntil) return now;
    if (typeof this.digestAt === 'number') {
      const today = momentOf(now, this.digestAt);
      const gathered = today <= now ? today : momentOf(now, this.digestAt, -1);
      if (at > gathered) return today > now ? today : momentOf(now, this.digestAt, 1);
    }
    return this.isQuiet(now) ? this.endOfQuiet(now) : now;
  }

  private isQuiet(now: Date): boolean {
    const minute = localMinute(now);
    const { quietFrom, quietTo } = this;
    return quietFrom < quietTo
      ? minute >= quietFrom && minute < quietTo
      : quietFrom > quietTo && (minute >= quietFrom || minute < quietTo);
  }

  private endOfQuiet(now: Date): Date {
    const today = momentOf(now, this.quietTo);
    return today > now ? today : momentOf(now, this.quietTo, 1);
  }
}
NoticeSettingsSchema.setClass(NoticeSettings);

/** When something for somebody who has chosen nothing may leave the house: now, or when the night is over. */
export const byDay = (now: Date): Date => NoticeSettings.usual('').whenToSend(now, now);
