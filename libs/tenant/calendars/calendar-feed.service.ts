// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, NotFound, Randomness } from '#kernel';
import { Departures } from '#tenant/people';
import { CalendarFeed, hashOfAddress } from './calendar-feed.entity.ts';

interface Made {
  readonly since: Date;
  readonly token: string;
}

/** The one address of each person; a new one ends the one before. */
@Injectable()
export class CalendarFeeds implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture((personId) => this.revoke(personId));
  }

  async since(personId: string): Promise<Date | null> {
    return (await this.em.findOne(CalendarFeed, { personId }))?.since ?? null;
  }

  async renew(personId: string): Promise<Made> {
    const token = this.randomness.bytes(32).toString('base64url');
    const since = this.clock.now();
    await this.em.upsert(
      CalendarFeed,
      { personId, tokenHash: hashOfAddress(token), since },
      { onConflictFields: ['tenantId', 'personId'], onConflictMergeFields: ['tokenHash', 'since'] },
    );
    return { since, token };
  }

  async revoke(personId: string): Promise<void> {
    await this.em.nativeDelete(CalendarFeed, { personId });
  }

  /** @throws NotFound, the same whether it never was, is gone or is another tenant's. */
  async personOf(token: string): Promise<string> {
    const feed = await this.em.findOne(CalendarFeed, { tokenHash: hashOfAddress(token) });
    if (!feed) throw new NotFound();
    return feed.personId;
  }
}
