// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { accessibleBy, type Actor, type AppAbility } from '#platform/authz';
import { Waiting, type Waits, type WaitingSource } from '#tenant/waiting';
import { unreachedBy } from './blocked.ts';
import { Request } from './request.entity.ts';

const dayMs = 86_400_000;

/** Requests of one's own side that nobody has answered for a day: nobody whose offer is shown to them. */
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

  async waits(ability: AppAbility, actor: Actor): Promise<Waits | null> {
    const ours = accessibleBy(ability, 'viewOffers', Request);
    if (!ours) return null;
    const aDayAgo = new Date(this.clock.now().getTime() - dayMs);
    const unheard = unreachedBy(actor, { ofOrganisation: false });
    const silent: object[] = [
      { offeredByIds: { $eq: [] } },
      ...(unheard.length > 0 ? [{ ofOrganisation: false, offeredByIds: { $contained: [...unheard] } }] : []),
    ];
    const [[first], count] = await this.em.findAndCount(
      Request,
      { $and: [ours, { state: 'open', postedAt: { $lte: aDayAgo } }, { $or: silent }] },
      { orderBy: { postedAt: 'asc', id: 'asc' }, limit: 1 },
    );
    return first ? { count, since: first.postedAt ?? null, id: first.id } : null;
  }
}
