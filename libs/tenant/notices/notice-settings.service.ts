// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Invalid } from '#kernel';
import { Departures } from '#tenant/people';
import { Browsers } from './browsers.service.ts';
import { Contacts } from './contacts.service.ts';
import type { SettingsAndWays, UpdateNoticeSettings } from './notice-settings.dto.ts';
import { NoticeSettings } from './notice-settings.entity.ts';

/** A pause is a rest, not a farewell. */
const longestPause = 92 * 86_400_000;
/** And nobody is always there. */
const longestDuty = 24 * 3_600_000;

@Injectable()
export class NoticeSettingsService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly contacts: Contacts,
    private readonly browsers: Browsers,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(NoticeSettings, { personId });
    });
  }

  async of(personId: string): Promise<NoticeSettings> {
    return (await this.em.findOne(NoticeSettings, { personId })) ?? NoticeSettings.usual(personId);
  }

  /** By person; whoever has never changed theirs is not among them. */
  async ofAll(personIds: readonly string[]): Promise<Map<string, NoticeSettings>> {
    const kept = await this.em.find(NoticeSettings, { personId: { $in: personIds } });
    return new Map(kept.map((settings) => [settings.personId, settings]));
  }

  async read(personId: string): Promise<SettingsAndWays> {
    return {
      settings: await this.of(personId),
      available: ['push', ...this.contacts.available],
      contacts: await this.contacts.of(personId),
      browsers: await this.browsers.of(personId),
    };
  }

  /** @throws Invalid `notice.pause-too-long`, `notice.duty-too-long` */
  async change(
    personId: string,
    { choices, pausedUntil, onDutyUntil, ...fields }: UpdateNoticeSettings,
  ): Promise<SettingsAndWays> {
    const settings = await this.hold(personId);
    Object.assign(settings, fields);
    if (pausedUntil !== undefined) settings.pause(this.within(longestPause, pausedUntil, 'pause', '/pausedUntil'));
    if (onDutyUntil !== undefined) settings.goOnDuty(this.within(longestDuty, onDutyUntil, 'duty', '/onDutyUntil'));
    if (choices) settings.choose(choices);
    await this.em.flush();
    return this.read(personId);
  }

  /** Two choices made at once are both kept: the second one waits here. */
  private async hold(personId: string): Promise<NoticeSettings> {
    const usual = { ...NoticeSettings.usual(personId) };
    await this.em.upsert(NoticeSettings, usual, {
      onConflictFields: ['tenantId', 'personId'],
      onConflictAction: 'ignore',
    });
    const held = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    return this.em.findOneOrFail(NoticeSettings, { personId }, held);
  }

  private within(longest: number, until: string | null, what: 'pause' | 'duty', pointer: string): Date | null {
    if (until === null) return null;
    const end = new Date(until);
    if (end.getTime() - this.clock.now().getTime() > longest) throw new Invalid(`notice.${what}-too-long`, { pointer });
    return end;
  }
}
