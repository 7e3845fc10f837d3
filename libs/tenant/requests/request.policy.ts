// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { reachedAudiences } from './blocked.ts';
import { Request } from './request.entity.ts';
import { requestTransitions, statesThat } from './transitions.ts';
import { audiencesOf } from './who-may-help.ts';

export type RequestVerb =
  | 'read'
  | 'post'
  | 'postOnBehalf'
  | 'update'
  | 'send'
  | 'withdraw'
  | 'extend'
  | 'viewOffers'
  | 'viewAccess'
  | 'meet'
  | 'offer'
  | 'readFigures';

const when = (verb: 'edit' | 'send' | 'withdraw' | 'extend') => ({
  state: { $in: statesThat(requestTransitions, verb) },
});

export const requestPolicy: Policy<RequestVerb, typeof Request> = (actor, { can, cannot }) => {
  can('post', Request);
  if (actor.roles.includes('staff') || actor.roles.includes('coordinator')) can('postOnBehalf', Request);
  if (actor.roles.includes('administrator') || actor.roles.includes('coordinator')) can('readFigures', Request);

  // The poster's side: who posted it, and whom it was posted for; for what the organisation posted, the unit's staff and the coordinators too.
  const ours: object[] = [{ postedById: actor.personId }, { forPersonId: actor.personId }];
  if (actor.roles.includes('coordinator')) ours.push({ ofOrganisation: true });
  if (actor.roles.includes('staff') && actor.unitIds.length > 0) {
    ours.push({ ofOrganisation: true, unitId: { $in: [...actor.unitIds] } });
  }
  for (const side of ours) {
    can(['read', 'viewOffers', 'viewAccess'], Request, side);
    can('update', Request, { ...side, ...when('edit') });
    can('send', Request, { ...side, ...when('send') });
    can('withdraw', Request, { ...side, ...when('withdraw') });
    can('extend', Request, { ...side, ...when('extend') });
  }
  // What a partner asked for, the partner words and times.
  cannot(['update', 'extend'], Request, { sourceRequestId: { $ne: null } } as object);

  // Those in the audience; in quiet those of them whose turn it is.
  for (const reached of [{ quiet: false }, { turnIds: { $elemMatch: { $in: [actor.personId] } } }]) {
    for (const chosen of reachedAudiences(actor))
      can(['read', 'offer'], Request, { state: 'open', ...reached, ...chosen } as object);
    // Whoever saw the card may be told that it is taken; whom the asker has blocked is never told anything else.
    for (const chosen of audiencesOf(actor))
      can('meet', Request, { postedAt: { $ne: null }, ...reached, ...chosen } as object);
  }
  cannot('offer', Request, { postedById: actor.personId, sourceRequestId: null });
  cannot('offer', Request, { forPersonId: actor.personId });

  // Who offered follows what becomes of it.
  can('read', Request, { offeredByIds: { $elemMatch: { $in: [actor.personId] } } } as object);
};
