// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { reachedAudiences } from './blocked.ts';
import { Request } from './request.entity.ts';
import { audiencesOf } from './who-may-help.ts';

export type TurnVerb = 'read' | 'offer' | 'pass' | 'broaden' | 'viewUnanswered';

export const turnPolicy: Policy<TurnVerb, typeof Request> = (actor, { can }) => {
  const mine = { turnIds: { $elemMatch: { $in: [actor.personId] } } };
  // "Not now" is for those who were asked in quiet; what everybody meets one simply leaves.
  for (const chosen of audiencesOf(actor))
    can('pass', Request, { state: 'open', quiet: true, ...mine, ...chosen } as object);

  // To a shift that is full one may still say yes, and stand in for whoever steps back.
  const full = { state: 'agreed', invites: { $ne: null }, matching: 'first-come', quiet: false };
  for (const chosen of reachedAudiences(actor)) can(['read', 'offer'], Request, { ...full, ...chosen } as object);

  // The asker was told: what nobody answers for a day the coordinators see, and may ask more groups. Never in quiet.
  if (!actor.roles.includes('coordinator')) return;
  can('viewUnanswered', Request);
  can(['read', 'broaden'], Request, { state: 'open', unanswered: true, quiet: false });
};
