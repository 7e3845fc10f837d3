// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Actor, type Lack } from '#platform/authz';
import { Agreement } from './agreement.entity.ts';
import { agreementPolicy, type AgreementVerb } from './agreement.policy.ts';
import { Offer } from './offer.entity.ts';
import { Request } from './request.entity.ts';
import { offerPolicy } from './offer.policy.ts';
import { requestPolicy, type RequestVerb } from './request.policy.ts';
import { turnPolicy, type TurnVerb } from './turn.policy.ts';
import { requestStates } from './transitions.ts';

const me = 'a' as PersonId;
const actor = (more: Partial<Actor> = {}): Actor => ({
  personId: me,
  roles: ['resident'],
  unitIds: [],
  groupIds: [],
  leadsGroupIds: [],
  ...more,
});
const ability = (who: Actor) => abilityFor(who, [requestPolicy, turnPolicy, offerPolicy, agreementPolicy]);
const request = (fields: Partial<Request> = {}): Request =>
  Object.assign(new Request(), {
    state: 'open',
    serviceType: 'practical',
    postedById: 'b',
    forPersonId: null,
    ofOrganisation: false,
    unitId: null,
    postedAt: new Date(),
    sourceRequestId: null,
    membersOfIds: ['south'],
    leadersOfIds: ['careful'],
    offeredByIds: [],
    turnIds: [],
    quiet: false,
    unanswered: false,
    matching: 'asker-chooses',
    invites: null,
    ...fields,
  });
const verbs = [
  'read',
  'update',
  'send',
  'withdraw',
  'extend',
  'viewOffers',
  'viewAccess',
  'meet',
  'offer',
  'pass',
  'broaden',
] as const satisfies (RequestVerb | TurnVerb)[];
const allowed = (who: Actor, what: Request) => verbs.filter((verb) => ability(who).can(verb, what)).join(' ');

const met = 'read meet offer';
const lack = (more: Partial<Lack> = {}): Lack => ({
  groupId: 'south',
  serviceType: 'practical',
  purpose: 'help',
  ...more,
});
const asker = 'read update withdraw extend viewOffers viewAccess';
test.each<[string, Partial<Actor>, Partial<Request>, string]>([
  ['a stranger', {}, {}, ''],
  ['a member of a chosen group', { groupIds: ['south'] }, {}, 'read meet offer'],
  [
    'a member, of what is full',
    { groupIds: ['south'] },
    { state: 'agreed', matching: 'first-come', invites: null },
    'meet',
  ],
  [
    'a member, of a shift that is full',
    { groupIds: ['south'] },
    { state: 'agreed', matching: 'first-come', invites: 3 },
    'read meet offer',
  ],
  ['a member, of a shift that has begun', { groupIds: ['south'] }, { state: 'inProgress', invites: 3 }, 'meet'],
  ['a stranger, of a shift that is full', {}, { state: 'agreed', matching: 'first-come', invites: 3 }, ''],
  ['a member of another group', { groupIds: ['north'] }, {}, ''],
  ['a member where only leaders help', { groupIds: ['careful'] }, {}, ''],
  ['a leader where only leaders help', { groupIds: ['careful'], leadsGroupIds: ['careful'] }, {}, 'read meet offer'],
  ['a member who lacks what is demanded for this', { groupIds: ['south'], lacks: [lack()] }, {}, ''],
  ['a member who lacks it for another kind', { groupIds: ['south'], lacks: [lack()] }, { serviceType: 'social' }, met],
  ['a member who lacks it elsewhere', { groupIds: ['south'], lacks: [lack({ groupId: 'north' })] }, {}, met],
  ['a member who only lacks it to ask', { groupIds: ['south'], lacks: [lack({ purpose: 'ask' })] }, {}, met],
  [
    'a member of two of its groups, who lacks it in one',
    { groupIds: ['south', 'north'], lacks: [lack()] },
    { membersOfIds: ['south', 'north'] },
    met,
  ],
  [
    'a leader who lacks it where only leaders help',
    { groupIds: ['careful'], leadsGroupIds: ['careful'], lacks: [lack({ groupId: 'careful' })] },
    {},
    '',
  ],
  ['a member, while it is a draft', { groupIds: ['south'] }, { state: 'draft', postedAt: null }, ''],
  ['a member, when it is asked in quiet', { groupIds: ['south'] }, { quiet: true }, ''],
  ['a member asked in quiet', { groupIds: ['south'] }, { quiet: true, turnIds: [me] }, 'read meet offer pass'],
  ['who was asked in quiet and left the group', {}, { quiet: true, turnIds: [me] }, ''],
  ['a member whose turn it is openly', { groupIds: ['south'] }, { turnIds: [me] }, 'read meet offer'],
  ['a coordinator', { roles: ['coordinator'] }, {}, ''],
  ['a coordinator, unanswered for a day', { roles: ['coordinator'] }, { unanswered: true }, 'read broaden'],
  ['a coordinator, in quiet', { roles: ['coordinator'] }, { unanswered: true, quiet: true }, ''],
  ['an administrator, unanswered for a day', { roles: ['administrator'] }, { unanswered: true }, ''],
  ['a member, when it is taken', { groupIds: ['south'] }, { state: 'agreed' }, 'meet'],
  [
    'a member who offered, when another was chosen',
    { groupIds: ['south'] },
    { state: 'agreed', offeredByIds: [me] },
    'read meet',
  ],
  ['the asker', {}, { postedById: me }, asker],
  ['whom it was asked for, who has taken over', {}, { forPersonId: me }, asker],
  [
    'the asker, who is in the group',
    { groupIds: ['south'] },
    { postedById: me },
    'read update withdraw extend viewOffers viewAccess meet',
  ],
  ['the asker of a draft', {}, { postedById: me, state: 'draft' }, 'read update send withdraw viewOffers viewAccess'],
  ['the asker, when it is confirmed', {}, { postedById: me, state: 'confirmed' }, 'read viewOffers viewAccess'],
  ['the asker, when it has expired', {}, { postedById: me, state: 'expired' }, 'read extend viewOffers viewAccess'],
  ["a coordinator, of a resident's own request", { roles: ['coordinator'] }, {}, ''],
  ["an administrator, of a resident's own request", { roles: ['administrator'] }, {}, ''],
  ["a coordinator, of the organisation's", { roles: ['coordinator'] }, { ofOrganisation: true }, asker],
  ['staff of the unit', { roles: ['staff'], unitIds: ['care'] }, { ofOrganisation: true, unitId: 'care' }, asker],
  ['staff of another unit', { roles: ['staff'], unitIds: ['library'] }, { ofOrganisation: true, unitId: 'care' }, ''],
  [
    "staff of the unit, of a colleague's private request",
    { roles: ['staff'], unitIds: ['care'] },
    { unitId: 'care' },
    '',
  ],
  [
    "a coordinator, of a partner's",
    { roles: ['coordinator'] },
    { ofOrganisation: true, sourceRequestId: 'x' },
    'read withdraw viewOffers viewAccess',
  ],
])('%s may: %s', (_, who, what, expected) => {
  expect(allowed(actor(who), request(what))).toBe(expected);
});

test('in no state does a stranger, or somebody who left the group, learn of a request', () => {
  for (const state of requestStates) {
    expect(allowed(actor(), request({ state }))).toBe('');
    expect(
      allowed(actor({ roles: ['administrator', 'coordinator', 'staff'], unitIds: ['care'] }), request({ state })),
    ).toBe('');
  }
});

test('to whom the asker has blocked their own requests are taken; the organisation’s, and what they offered to, are as before', () => {
  const blocked = actor({ groupIds: ['south'], blockedByIds: ['b'] });
  const member = actor({ groupIds: ['south'] });
  expect(allowed(blocked, request())).toBe('meet');
  expect(allowed(blocked, request({ postedById: 'c' }))).toBe('read meet offer');
  expect(allowed(blocked, request({ ofOrganisation: true }))).toBe('read meet offer');
  for (const state of requestStates) {
    const followed = request({ offeredByIds: ['c', me], state });
    expect(allowed(blocked, followed)).toBe(allowed(member, followed));
  }
  // Whoever blocks can still read what the other asks for: the number shown to the other counts them.
  expect(allowed(actor({ groupIds: ['south'], blockedIds: ['b'] }), request())).toBe(allowed(member, request()));
});

test('everybody asks for themselves; only staff and coordinators for others', () => {
  for (const role of ['resident', 'member', 'administrator'] as const) {
    expect(ability(actor({ roles: [role] })).can('post', Request)).toBe(true);
    expect(ability(actor({ roles: [role] })).can('postOnBehalf', Request)).toBe(false);
  }
  for (const role of ['staff', 'coordinator'] as const)
    expect(ability(actor({ roles: [role] })).can('postOnBehalf', Request)).toBe(true);
});

test('an offer is taken back by whoever made it, while it waits', () => {
  const offer = (fields: Partial<Offer>) => Object.assign(new Offer(), { helperId: me, state: 'waiting', ...fields });
  expect(ability(actor()).can('withdraw', offer({}))).toBe(true);
  expect(ability(actor()).can('withdraw', offer({ helperId: 'b' }))).toBe(false);
  expect(ability(actor()).can('withdraw', offer({ state: 'accepted' }))).toBe(false);
});

const agreement = (fields: Partial<Agreement> = {}): Agreement =>
  Object.assign(new Agreement(), {
    state: 'agreed',
    askerId: 'b',
    forAskerId: null,
    forHelperIds: [],
    ofOrganisation: false,
    unitId: null,
    helperIds: ['c'],
    completedBySide: null,
    ...fields,
  });
const agreementVerbs = ['read', 'note', 'start', 'complete', 'confirm', 'fail'] as const satisfies AgreementVerb[];
test.each<[string, Partial<Actor>, Partial<Agreement>, string]>([
  ['a stranger', {}, {}, ''],
  ['an administrator and coordinator', { roles: ['administrator', 'coordinator'] }, {}, ''],
  ['the asker', {}, { askerId: me }, 'read note start complete fail'],
  ['whom it was asked for, who has taken over', {}, { forAskerId: me }, 'read note start complete fail'],
  ['who came along with staff', {}, { forHelperIds: [me] }, 'read note complete'],
  ['a helper', {}, { helperIds: ['c', me] }, 'read note start complete fail'],
  ['a helper under way', {}, { helperIds: [me], state: 'inProgress' }, 'read note complete fail'],
  [
    'the helper who said it is done',
    {},
    { helperIds: [me], state: 'completed', completedBySide: 'helper' },
    'read note fail',
  ],
  [
    'the asker, when the helper said so',
    {},
    { askerId: me, state: 'completed', completedBySide: 'helper' },
    'read note confirm fail',
  ],
  ['the asker, when it is over', {}, { askerId: me, state: 'confirmed' }, 'read note'],
  [
    'staff of the asking unit',
    { roles: ['staff'], unitIds: ['care'] },
    { ofOrganisation: true, unitId: 'care' },
    'read note start complete fail',
  ],
  ['staff of another unit', { roles: ['staff'], unitIds: ['library'] }, { ofOrganisation: true, unitId: 'care' }, ''],
])('of an agreement, %s may: %s', (_, who, what, expected) => {
  expect(agreementVerbs.filter((verb) => ability(actor(who)).can(verb, agreement(what))).join(' ')).toBe(expected);
});
