// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { GuidelineKey, GuidelineView } from './guidelines.dto.ts';
import { caseStates, decisions, flaggedKinds } from './moderation-case.entity.ts';

export const RaiseFlag = z
  .strictObject({
    kind: z.enum(flaggedKinds),
    subjectId: z.uuid(),
    guideline: GuidelineKey,
    comment: Text(500).optional(),
  })
  .meta({ id: 'RaiseFlag' });
export type RaiseFlag = z.infer<typeof RaiseFlag>;

export const CaseQuery = PageQuery.extend({
  /** Only what waits for somebody to decide. */
  open: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

const verdict = {
  id: z.uuid(),
  kind: z.enum(flaggedKinds),
  subjectId: z.uuid(),
  /** As it stood when it was flagged. */
  text: z.string(),
  state: z.enum(caseStates),
  decision: z.enum(decisions).nullable(),
  guideline: GuidelineView.nullable(),
  reason: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  appealUntil: z.iso.datetime().nullable(),
  appeal: z.string().nullable(),
  answer: z.string().nullable(),
};

export const CaseView = z
  .strictObject({
    ...verdict,
    openedAt: z.iso.datetime(),
    flags: z.array(
      z.strictObject({
        guideline: GuidelineView,
        comment: z.string().nullable(),
        at: z.iso.datetime(),
        /** Raised by the check against advertising. */
        byItself: z.boolean(),
      }),
    ),
    can: z.strictObject({ decide: z.boolean(), undo: z.boolean() }),
  })
  .meta({ id: 'ModerationCase' });
export type CaseView = z.infer<typeof CaseView>;
export const CasePage = page(CaseView, 'ModerationCasePage');

export const DecisionView = z
  .strictObject({ ...verdict, can: z.strictObject({ appeal: z.boolean() }) })
  .meta({ id: 'ModerationDecision' });
export type DecisionView = z.infer<typeof DecisionView>;
export const DecisionPage = page(DecisionView, 'ModerationDecisionPage');

export const Decide = z
  .strictObject({ decision: z.enum(decisions), guideline: GuidelineKey, reason: Text(1000) })
  .meta({ id: 'DecideCase' });
export type Decide = z.infer<typeof Decide>;
export const Appeal = z.strictObject({ text: Text(1000) }).meta({ id: 'Appeal' });
