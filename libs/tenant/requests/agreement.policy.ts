// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Agreement, sides, type Side } from './agreement.entity.ts';
import { agreementTransitions, statesThat, type AgreementMove } from './transitions.ts';

export type AgreementVerb = 'read' | 'note' | AgreementMove;

const when = (move: AgreementMove) => ({ state: { $in: statesThat(agreementTransitions, move) } });

export const agreementPolicy: Policy<AgreementVerb, typeof Agreement> = (actor, { can }) => {
  const parties: [Side, object][] = [
    ['asker', { askerId: actor.personId }],
    ['asker', { forAskerId: actor.personId }],
    ['helper', { helperIds: { $elemMatch: { $in: [actor.personId] } } }],
  ];
  if (actor.roles.includes('coordinator')) parties.push(['asker', { ofOrganisation: true }]);
  if (actor.roles.includes('staff') && actor.unitIds.length > 0) {
    parties.push(['asker', { ofOrganisation: true, unitId: { $in: [...actor.unitIds] } }]);
  }
  // Whoever came along with staff has their own word, but only staff can call it off.
  const cameAlong = { forHelperIds: { $elemMatch: { $in: [actor.personId] } } } as object;
  can(['read', 'note'], Agreement, cameAlong);
  can('complete', Agreement, { ...cameAlong, ...when('complete') });
  can('confirm', Agreement, { ...cameAlong, state: 'completed', completedBySide: 'asker' });
  for (const [side, party] of parties) {
    can(['read', 'note'], Agreement, party);
    can('start', Agreement, { ...party, ...when('start') });
    can('complete', Agreement, { ...party, ...when('complete') });
    can('fail', Agreement, { ...party, ...when('fail') });
    // Each side says its own word: one says it is done, the other confirms it.
    const [other] = sides.filter((one) => one !== side);
    can('confirm', Agreement, { ...party, state: 'completed', completedBySide: other });
  }
};
