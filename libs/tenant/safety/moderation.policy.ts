// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Flag } from './flag.entity.ts';
import { ModerationCase } from './moderation-case.entity.ts';

export const flagPolicy: Policy<'raise', typeof Flag> = (actor, { can }) => {
  if (actor.roles.length > 0) can('raise', Flag);
};

/** `hear` and `appeal` are the author's, the others a moderator's. */
export type CaseVerb = 'read' | 'decide' | 'undo' | 'hear' | 'appeal';

export const moderationPolicy: Policy<CaseVerb, typeof ModerationCase> = (actor, { can, cannot }) => {
  const mine = { authorIds: { $elemMatch: { $in: [actor.personId] } } };
  const moderating = ['read', 'decide', 'undo'] as const;
  if (actor.roles.includes('coordinator')) can([...moderating], ModerationCase, { administratorsOnly: false });
  if (actor.roles.includes('administrator')) can([...moderating], ModerationCase);

  // The author is told of what was taken, and of the answer to an appeal; never who flagged it, or that it was kept.
  can('hear', ModerationCase, { ...mine, decision: { $in: ['hide', 'remove'] } } as object);
  can('hear', ModerationCase, { ...mine, appealedAt: { $ne: null } } as object);
  can('appeal', ModerationCase, { ...mine, state: 'decided', decision: { $in: ['hide', 'remove'] } } as object);
  cannot([...moderating], ModerationCase, mine as object);
};
