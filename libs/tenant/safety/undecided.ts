// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accessibleBy, type Actor, type AppAbility } from '#platform/authz';
import { Waiting, type Waits, type WaitingSource } from '#tenant/waiting';
import { ModerationCase } from './moderation-case.entity.ts';
import { ModerationService } from './moderation.service.ts';

/** What was flagged, or appealed, and waits for a moderator who may decide it. */
@Injectable()
export class Undecided implements WaitingSource, OnModuleInit {
  readonly kind = 'flags';

  constructor(
    private readonly em: EntityManager,
    private readonly moderation: ModerationService,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility, actor: Actor): Promise<Waits | null> {
    const mine = accessibleBy(ability, 'decide', ModerationCase);
    if (!mine) return null;
    const cases = await this.em.find(
      ModerationCase,
      { $and: [mine, { state: { $in: ['waiting', 'appealed'] } }] },
      { orderBy: { openedAt: 'asc', id: 'asc' } },
    );
    const waiting: ModerationCase[] = [];
    for (const one of cases) if (!(await this.moderation.isForAnother(actor, one))) waiting.push(one);
    const [first] = waiting.sort((a, b) => since(a).getTime() - since(b).getTime());
    return first ? { count: waiting.length, since: since(first), id: first.id } : null;
  }
}

const since = ({ appealedAt, openedAt }: ModerationCase): Date => appealedAt ?? openedAt;
