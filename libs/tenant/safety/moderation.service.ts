// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { accessibleBy, authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { beyond, cut, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { Membership } from '#tenant/people';
import { FlaggedThings, type TakenThing } from './flagged-things.service.ts';
import { GuidelinesService } from './guidelines.service.ts';
import { ModerationCase, type Decision } from './moderation-case.entity.ts';
import type { CaseQuery } from './moderation.dto.ts';
import type { CaseVerb } from './moderation.policy.ts';
import { openCase, sealCase } from './sealed-words.ts';

/** What moderators do with what was flagged, and what its author may say to it. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly guidelines: GuidelinesService,
    private readonly things: FlaggedThings,
  ) {}

  /** Newest first. `read`: a moderator's; `hear`: what was decided about one's own texts. */
  async list(
    ability: AppAbility,
    verb: 'read' | 'hear',
    { limit, cursor, open }: CaseQuery,
  ): Promise<Page<ModerationCase>> {
    const visible = accessibleBy(ability, verb, ModerationCase);
    if (!visible) return { items: [], next: null };
    const filters: object[] = [visible, beyond('openedAt', 'desc', cursor)];
    if (open) filters.push({ state: { $in: ['waiting', 'appealed'] } });
    const rows = await this.em.find(
      ModerationCase,
      { $and: filters },
      { orderBy: { openedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (one) => [one.openedAt.toISOString(), one.id]);
  }

  /** The first decision, or, after an appeal, the last one. */
  async decide(
    actor: Actor,
    ability: AppAbility,
    id: string,
    { decision, guideline, reason }: { decision: Decision; guideline: string; reason: string },
  ): Promise<ModerationCase> {
    const found = await this.hold(ability, 'decide', id);
    const appealed = found.state === 'appealed';
    if (await this.isForAnother(actor, found)) throw new Conflict('moderation.another-decides');
    const words = openCase(this.vault, found);
    const at = this.clock.now();
    const before = found.decision;
    found.decide({ decision, guideline: await this.guidelines.named(guideline), by: actor.personId, at });
    const taken = decision === before ? words.taken : await this.takeInstead(found, words.taken ?? null, decision);
    const said = appealed ? { answer: reason } : { reason };
    found.sealed = sealCase(this.vault, { ...words, ...said, taken: taken ?? null });
    await this.em.flush();
    this.audit.record(appealed ? 'answer-appeal' : 'moderate', found.kind, found.subjectId, { decision, guideline });
    return found;
  }

  async undo(ability: AppAbility, id: string): Promise<ModerationCase> {
    const found = await this.hold(ability, 'undo', id);
    found.undo(this.clock.now());
    const { text, taken } = openCase(this.vault, found);
    if (taken) await this.things.giveBack(found.kind, found.subjectId, taken);
    found.sealed = sealCase(this.vault, { text });
    await this.em.flush();
    this.audit.record('undo-moderation', found.kind, found.subjectId);
    return found;
  }

  /** Once, while the time runs. */
  async appeal(ability: AppAbility, id: string, text: string): Promise<ModerationCase> {
    const found = await findReadable(this.em, ability, ModerationCase, id, lock, ['hear']);
    found.appeal(this.clock.now());
    found.sealed = sealCase(this.vault, { ...openCase(this.vault, found), appeal: text });
    await this.em.flush();
    this.audit.record('appeal', found.kind, found.subjectId);
    return found;
  }

  /** An appeal against one's own decision is answered by another moderator, where there is one. */
  async isForAnother(actor: Actor, one: ModerationCase): Promise<boolean> {
    const again = one.state === 'appealed' && one.decidedById === actor.personId;
    return again && (await this.others(actor, one)) > 0;
  }

  private async others(actor: Actor, { administratorsOnly, authorIds }: ModerationCase): Promise<number> {
    const roles = administratorsOnly ? ['administrator' as const] : (['administrator', 'coordinator'] as const);
    const there = await this.em.find(Membership, { role: { $in: [...roles] } });
    const ids = new Set(there.map(({ personId }) => personId));
    for (const id of [actor.personId, ...authorIds]) ids.delete(id);
    return ids.size;
  }

  /** What an earlier decision took is given back before this one takes what it will. */
  private async takeInstead({ kind, subjectId }: ModerationCase, earlier: TakenThing | null, decision: Decision) {
    if (earlier) await this.things.giveBack(kind, subjectId, earlier);
    await this.em.flush();
    return this.things.take(kind, subjectId, decision);
  }

  private async hold(ability: AppAbility, verb: CaseVerb, id: string): Promise<ModerationCase> {
    const found = await findReadable(this.em, ability, ModerationCase, id, lock);
    authorize(ability, verb, found);
    return found;
  }
}

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
