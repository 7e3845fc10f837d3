// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const flaggedKinds = ['request', 'offer', 'note', 'group'] as const;
export type FlaggedKind = (typeof flaggedKinds)[number];
/** `hide`: others do not meet it any longer. `remove`: its words are gone for the author, too. */
export const decisions = ['keep', 'hide', 'remove'] as const;
export type Decision = (typeof decisions)[number];
/** `waiting` for a decision; `decided`, and open to appeal and undoing; `appealed`; `closed` by the answer to the appeal. */
export const caseStates = ['waiting', 'decided', 'appealed', 'closed'] as const;

const day = 86_400_000;
/** The author may appeal, and a moderator undo, for so long. */
const appealDays = 14;
/** What was flagged is remembered so long after the last word about it, and then forgotten with all that belongs to it. */
const keptDays = 90;

const ModerationCaseSchema = defineEntity({
  name: 'ModerationCase',
  ...tenantOwned('moderation_case'),
  properties: {
    ...tenantColumns,
    kind: p.enum(flaggedKinds),
    subjectId: p.uuid(),
    /** The subject again while nothing is decided: of one thing there is one such case. */
    waitingFor: p.uuid().nullable(),
    /** Empty when a partner wrote it: then there is nobody here to tell. */
    authorIds: p.array().columnType('uuid[]'),
    /** It stood in a hidden group, which coordinators do not know of. */
    administratorsOnly: p.boolean(),
    /** What was written, and what has been said about it, sealed at rest. */
    sealed: p.text(),
    state: p.enum(caseStates),
    openedAt: p.datetime(3),
    decision: p.enum(decisions).nullable(),
    guideline: p.string().length(40).nullable(),
    guidelineVersion: p.integer().nullable(),
    decidedById: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    appealUntil: p.datetime(3).nullable(),
    appealedAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    /** Null while nothing is decided. */
    forgetAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'waitingFor'] }],
  indexes: [{ properties: ['tenantId', 'openedAt', 'id'] }, { properties: ['tenantId', 'forgetAt'] }],
});

interface Verdict {
  readonly decision: Decision;
  readonly guideline: { readonly key: string; readonly version: number };
  readonly by: string;
  readonly at: Date;
}

/** Something that was flagged, and what became of it. */
export class ModerationCase extends ModerationCaseSchema.class {
  decide({ decision, guideline, by, at }: Verdict): void {
    if (this.state !== 'waiting' && this.state !== 'appealed') throw new Conflict('moderation.decided');
    const first = this.state === 'waiting';
    Object.assign(this, {
      state: first ? 'decided' : 'closed',
      waitingFor: null,
      decision,
      guideline: guideline.key,
      guidelineVersion: guideline.version,
      decidedById: by,
      ...(first ? { decidedAt: at, appealUntil: new Date(at.getTime() + appealDays * day) } : { closedAt: at }),
    });
    this.forgetLater(first ? (this.appealUntil as Date) : at);
  }

  /** As if nothing had been decided. */
  undo(now: Date): void {
    if (this.state !== 'decided') throw new Conflict('moderation.not-decided');
    if (!this.mayStillChange(now)) throw new Conflict('moderation.time-is-over');
    Object.assign(this, {
      state: 'waiting',
      waitingFor: this.subjectId,
      decision: null,
      guideline: null,
      guidelineVersion: null,
      decidedById: null,
      decidedAt: null,
      appealUntil: null,
      forgetAt: null,
    });
  }

  appeal(now: Date): void {
    if (this.state !== 'decided') throw new Conflict('moderation.appealed-already');
    if (!this.mayStillChange(now)) throw new Conflict('moderation.time-is-over');
    this.state = 'appealed';
    this.appealedAt = now;
    this.forgetAt = null;
  }

  mayStillChange(now: Date): boolean {
    return Boolean(this.appealUntil && now < this.appealUntil);
  }

  private forgetLater(from: Date): void {
    this.forgetAt = new Date(from.getTime() + keptDays * day);
  }
}
ModerationCaseSchema.setClass(ModerationCase);
