// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { Waiting, type Waits, type WaitingSource } from '#tenant/waiting';
import { Request } from './request.entity.ts';

const dayMs = 86_400_000;

/** Requests of one's own side that nobody has answered for a day. */
@Injectable()
export class Unanswered implements WaitingSource, OnModuleInit {
  readonly kind = 'unanswered';

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    const ours = accessibleBy(ability, 'viewOffers', Request);
    if (!ours) return null;
    const aDayAgo = new Date(this.clock.now().getTime() - dayMs);
    const [[first], count] = await this.em.findAndCount(
      Request,
      { $and: [ours, { state: 'open', offeredByIds: { $eq: [] }, postedAt: { $lte: aDayAgo } }] },
      { orderBy: { postedAt: 'asc', id: 'asc' }, limit: 1 },
    );
    return first ? { count, since: first.postedAt ?? null, id: first.id } : null;
  }
}
