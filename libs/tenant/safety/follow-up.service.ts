// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Agreement, sideOf } from '#tenant/requests';
import type { FollowUpFigures, FollowUpView } from './follow-up.dto.ts';
import { FollowUp, followUpAnswers, followUpSides } from './follow-up.entity.ts';

type Answer = (typeof followUpAnswers)[number];
/** Fewer than these could be told apart. */
const leastShown = 5;

@Injectable()
export class FollowUpService {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, ability: AppAbility, agreementId: string): Promise<FollowUpView> {
    const agreement = await this.agreement(ability, agreementId);
    const own = await this.em.findOne(FollowUp, { agreementId, personId: actor.personId });
    return { answer: own?.answer ?? null, can: { answer: !own && isDone(agreement) } };
  }

  /** Once. @throws Conflict when it is not done yet, or they have answered */
  async answer(actor: Actor, ability: AppAbility, agreementId: string, answer: Answer): Promise<FollowUpView> {
    const agreement = await this.agreement(ability, agreementId);
    if (!isDone(agreement)) throw new Conflict('follow-up.not-done');
    const { personId } = actor;
    if (await this.em.count(FollowUp, { agreementId, personId })) throw new Conflict('follow-up.answered');
    const side = sideOf(agreement, actor);
    this.em.create(FollowUp, { agreementId, personId, side, answer, at: this.clock.now() });
    await this.em.flush();
    return { answer, can: { answer: false } };
  }

  async figures(): Promise<FollowUpFigures> {
    const rows = await this.scope.rows<{ side: string; answer: string; people: number }>(
      `select f.side, f.answer, count(*)::int as people from follow_up f
       where f.tenant_id = :tenant group by f.side, f.answer`,
    );
    const shown = (side: string, answer: string) => {
      const people = rows.find((row) => row.side === side && row.answer === answer)?.people ?? 0;
      return people < leastShown ? null : people;
    };
    const of = (side: string) => ({ good: shown(side, 'good'), bad: shown(side, 'bad') });
    return { asker: of(followUpSides[0]), helper: of(followUpSides[1]) };
  }

  private agreement(ability: AppAbility, id: string): Promise<Agreement> {
    return findReadable(this.em, ability, Agreement, id);
  }
}

const isDone = ({ state }: Agreement): boolean => state === 'completed' || state === 'confirmed';
