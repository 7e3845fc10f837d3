// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { Flag } from './flag.entity.ts';
import { viewGuideline } from './guidelines.dto.ts';
import { GuidelinesService } from './guidelines.service.ts';
import type { ModerationCase } from './moderation-case.entity.ts';
import type { CaseView, DecisionView } from './moderation.dto.ts';
import { ModerationService } from './moderation.service.ts';
import { openCase } from './sealed-words.ts';

type NameGuideline = Awaited<ReturnType<GuidelinesService['of']>>;

/** Cases as moderators see them, without who flagged; and as their authors do, without that anybody did. */
@Injectable()
export class ModerationViews {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly guidelines: GuidelinesService,
    private readonly moderation: ModerationService,
  ) {}

  async cases(actor: Actor, ability: AppAbility, cases: readonly ModerationCase[]): Promise<CaseView[]> {
    const where = { caseId: { $in: cases.map(({ id }) => id) } };
    const flags = await this.em.find(Flag, where, { orderBy: { at: 'asc', id: 'asc' } });
    const name = await this.naming(cases, flags);
    const now = this.clock.now();
    const views: CaseView[] = [];
    for (const one of cases) {
      const waits = one.state === 'waiting' || one.state === 'appealed';
      const decide = waits && ability.can('decide', one) && !(await this.moderation.isForAnother(actor, one));
      views.push({
        ...this.verdict(one, name),
        openedAt: one.openedAt.toISOString(),
        flags: flags
          .filter(({ caseId }) => caseId === one.id)
          .map(({ guideline, guidelineVersion, sealed, at, personId }) => ({
            guideline: viewGuideline(name(guideline, guidelineVersion)),
            comment: sealed ? this.vault.open(sealed, 'flag') : null,
            at: at.toISOString(),
            byItself: !personId,
          })),
        can: { decide, undo: one.state === 'decided' && one.mayStillChange(now) && ability.can('undo', one) },
      });
    }
    return views;
  }

  async decisions(ability: AppAbility, cases: readonly ModerationCase[]): Promise<DecisionView[]> {
    const name = await this.naming(cases, []);
    const now = this.clock.now();
    return cases.map((one) => ({
      ...this.verdict(one, name),
      can: { appeal: one.mayStillChange(now) && ability.can('appeal', one) },
    }));
  }

  private naming(cases: readonly ModerationCase[], flags: readonly Flag[]): Promise<NameGuideline> {
    return this.guidelines.of([...cases, ...flags].flatMap(({ guidelineVersion }) => guidelineVersion ?? []));
  }

  private verdict(one: ModerationCase, name: NameGuideline): Omit<DecisionView, 'can'> {
    const words = openCase(this.vault, one);
    return {
      id: one.id,
      kind: one.kind,
      subjectId: one.subjectId,
      text: words.text,
      state: one.state,
      decision: one.decision ?? null,
      guideline: one.guideline ? viewGuideline(name(one.guideline, one.guidelineVersion ?? 0)) : null,
      reason: words.reason ?? null,
      decidedAt: one.decidedAt?.toISOString() ?? null,
      appealUntil: one.appealUntil?.toISOString() ?? null,
      appeal: words.appeal ?? null,
      answer: words.answer ?? null,
    };
  }
}
