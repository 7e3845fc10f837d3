// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict, Randomness } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { Flag } from './flag.entity.ts';
import { FlaggedThings } from './flagged-things.service.ts';
import { GuidelinesService } from './guidelines.service.ts';
import { ModerationCase, type FlaggedKind } from './moderation-case.entity.ts';
import { sealCase } from './sealed-words.ts';

interface RaisedFlag {
  readonly kind: FlaggedKind;
  readonly subjectId: string;
  readonly guideline: string;
  readonly comment?: string | undefined;
}

interface FoundText {
  readonly text: string;
  readonly authorIds: readonly string[];
  readonly administratorsOnly: boolean;
}

@Injectable()
export class FlagService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly vault: Vault,
    private readonly guidelines: GuidelinesService,
    private readonly things: FlaggedThings,
  ) {}

  /** @throws NotFound when they may not read it, Conflict when it is their own or they have flagged it before */
  async raise(actor: Actor, ability: AppAbility, flag: RaisedFlag): Promise<Flag> {
    const thing = await this.things.written(ability, flag.kind, flag.subjectId);
    if (thing.own || thing.authorIds.includes(actor.personId)) throw new Conflict('flag.own');
    const { subjectId, comment } = flag;
    if (await this.em.count(Flag, { subjectId, personId: actor.personId })) throw new Conflict('flag.exists');
    return this.enter(flag, thing, actor.personId, comment);
  }

  /** What the check against advertising found in something that was sent all the same. */
  async raiseByItself(flag: RaisedFlag, thing: FoundText): Promise<void> {
    const { subjectId, kind } = flag;
    if (await this.em.count(ModerationCase, { subjectId, kind })) return;
    await this.enter(flag, thing, null);
  }

  private async enter(flag: RaisedFlag, thing: FoundText, personId: string | null, comment?: string): Promise<Flag> {
    const { kind, subjectId } = flag;
    const { key, version } = await this.guidelines.named(flag.guideline);
    const at = this.clock.now();
    const open = (await this.em.findOne(ModerationCase, { waitingFor: subjectId })) ?? this.open(flag, thing, at);
    await this.em.flush();
    const entered = this.em.create(Flag, {
      caseId: open.id,
      personId,
      kind,
      subjectId,
      guideline: key,
      guidelineVersion: version,
      sealed: comment === undefined ? null : this.vault.seal(comment, 'flag'),
      at,
    });
    // Not in the audit chain: who flagged is forgotten with the case, and the chain forgets nothing.
    await this.em.flush();
    return entered;
  }

  private open({ kind, subjectId }: RaisedFlag, thing: FoundText, at: Date): ModerationCase {
    return this.em.create(ModerationCase, {
      id: this.randomness.uuid(),
      kind,
      subjectId,
      waitingFor: subjectId,
      authorIds: [...thing.authorIds],
      administratorsOnly: thing.administratorsOnly,
      sealed: sealCase(this.vault, { text: thing.text }),
      state: 'waiting',
      openedAt: at,
      decision: null,
      guideline: null,
      guidelineVersion: null,
      decidedById: null,
      decidedAt: null,
      appealUntil: null,
      appealedAt: null,
      closedAt: null,
      forgetAt: null,
    });
  }
}
