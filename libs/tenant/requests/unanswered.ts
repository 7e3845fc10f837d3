// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { beyond, cut, type Page } from '#platform/http';
import { Waiting, waitsIn, type Waits, type WaitingSource } from '#tenant/waiting';
import { Request } from './request.entity.ts';

/** What nobody answered for a day, as `AskInTurn` marks it: the list of them, and how many wait, are of the same requests. */
@Injectable()
export class Unanswered implements WaitingSource, OnModuleInit {
  readonly kind = 'unanswered';

  constructor(
    private readonly em: EntityManager,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    const theirs = seenToBy(ability);
    if (!theirs) return null;
    return waitsIn(this.em, Request, theirs, 'postedAt');
  }

  /** What ought to have been answered first stands first. */
  async list(ability: AppAbility, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Request>> {
    const after = beyond('answerBy', 'asc', cursor);
    const theirs = seenToBy(ability);
    const orderBy = { answerBy: 'asc', id: 'asc' } as const;
    const rows = theirs ? await this.em.find(Request, { $and: [theirs, after] }, { orderBy, limit: limit + 1 }) : [];
    return cut(rows, limit, (request) => [request.answerBy.toISOString(), request.id]);
  }
}

/** Whoever may ask more groups, and the side that asks; null when this person can see to none. A quiet request never gets there. */
function seenToBy(ability: AppAbility): object | null {
  const [broaden, ours] = [accessibleBy(ability, 'broaden', Request), accessibleBy(ability, 'viewOffers', Request)];
  const sides = [...(broaden ? [broaden] : []), ...(ours ? [ours] : [])];
  if (sides.length === 0) return null;
  return { $and: [{ $or: sides }, { unanswered: true, state: 'open', quiet: false }] };
}
