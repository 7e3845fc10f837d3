// SPDX-License-Identifier: EUPL-1.2
// The answers that travel with a record (`can`) against what the same caller was answered when trying.
import { codeOf } from './answers.ts';
import type { Thing } from './house.ts';
import type { Cell, Matrix, Who } from './matrix.ts';

type Flags = Readonly<Record<string, boolean>>;
interface Shown {
  readonly id?: string;
  readonly personId?: string;
  readonly can?: Flags;
  readonly state?: string;
  readonly membership?: { readonly state: string };
  readonly myOffer?: { readonly id: string; readonly can: Flags } | null;
}

/** By kind of thing: each verb, and the operation that does it. */
const verbs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: { changeRoles: 'Person_changeRoles', remove: 'Person_remove' },
  group: {
    update: 'Group_update',
    archive: 'Group_archive',
    restore: 'Group_restore',
    join: 'GroupMember_join',
    leave: 'GroupMember_leave',
    invite: 'Invitation_issue',
    approve: 'GroupMember_change',
    postTo: 'Request_create',
    plan: 'Pool_look',
  },
  member: { approve: 'GroupMember_change', remove: 'GroupMember_remove' },
  invitation: { withdraw: 'Invitation_withdraw' },
  attestation: { withdraw: 'Attestation_withdraw', restore: 'Attestation_restore' },
  'shown attestation': { decide: 'Shown_accept', takeBack: 'Passport_takeBack' },
  request: {
    update: 'Request_update',
    send: 'Request_send',
    withdraw: 'Request_withdraw',
    extend: 'Request_extend',
    offer: 'Offer_offer',
    viewOffers: 'Offer_list',
    pass: 'Turn_pass',
    broaden: 'Turn_broaden',
  },
  client: {
    update: 'Client_update',
    protect: 'Client_protect',
    consent: 'Client_record',
    handOver: 'Client_handOver',
    takeBack: 'Client_takeBack',
  },
  offer: { accept: 'Offer_accept', withdraw: 'Offer_withdraw', block: 'Block_block' },
  agreement: {
    start: 'Agreement_start',
    complete: 'Agreement_complete',
    confirm: 'Agreement_confirm',
    fail: 'Agreement_fail',
    note: 'Agreement_write',
    block: 'Block_block',
  },
  series: { accept: 'Series_accept', end: 'Series_end', change: 'Series_skip' },
  partner: {
    address: 'Partner_change',
    narrow: 'Partner_narrow',
    suspend: 'Partner_suspend',
    resume: 'Partner_resume',
    end: 'Partner_end',
  },
  'partner invitation': { withdraw: 'PartnerInvitation_withdraw' },
  unit: { update: 'Unit_update', remove: 'Unit_remove' },
  link: { update: 'GroupLink_update', remove: 'GroupLink_remove' },
  case: { decide: 'ModerationCase_decide', undo: 'ModerationCase_undo' },
  incident: { handle: 'Incident_handle' },
  block: { remove: 'Block_remove' },
  'standing offer': {
    take: 'StandingOffer_take',
    pause: 'StandingOffer_pause',
    resume: 'StandingOffer_resume',
    withdraw: 'StandingOffer_withdraw',
  },
  'partner request': { route: 'PartnerRequest_route', decline: 'PartnerRequest_decline' },
};

/** Where records of a kind are shown one by one, or only in a list. */
const readers: Readonly<Record<string, string>> = {
  group: 'Group_read',
  client: 'Client_find',
  request: 'Request_find',
  agreement: 'Agreement_find',
  series: 'Series_find',
  partner: 'Partner_find',
  'partner request': 'PartnerRequest_one',
};
const lists: Readonly<Record<string, (thing: Thing) => string>> = {
  person: () => '/people?limit=100',
  invitation: () => '/invitations?limit=100',
  attestation: () => '/attestations/expiring?limit=100',
  'shown attestation': () => '/shown-attestations?limit=100',
  'partner invitation': () => '/partner-invitations?limit=100',
  unit: () => '/units?limit=100',
  link: () => '/group-links?limit=100',
  member: ({ ids }) => `/groups/${ids['id']}/members?limit=100`,
  case: () => '/cases?limit=100',
  incident: () => '/incidents?limit=100',
  block: () => '/blocks',
  'standing offer': () => '/standing-offers?limit=100',
  offer: ({ ids }) => `/requests/${ids['id']}/offers`,
};
const general: Readonly<Record<string, readonly [operation: string, thing?: string]>> = {
  'request.post': ['Request_create'],
  'request.seeUnanswered': ['Turn_unanswered'],
  'request.postOnBehalf': ['Request_create', 'for somebody else, to an open group'],
  'client.read': ['Client_list'],
  'group.create': ['Group_create', 'an open one'],
  'people.read': ['Person_list'],
  'declaration.publish': ['Declaration_publish'],
  'attestation.oversee': ['Attestation_expiring'],
  'passport.decide': ['Shown_list'],
  'passport.trust': ['Issuer_trust', 'an active partner'],
  'terms.publish': ['Terms_publish'],
  'invitation.issue': ['Invitation_issue'],
  'tenant.update': ['TenantProfile_update'],
  'partner.manage': ['PartnerInvitation_create'],
  'groupLink.manage': ['GroupLink_create', 'a group with a door'],
  'waiting.read': ['Waiting_read'],
  'event.read': ['Trail_list'],
  'receipt.read': ['Receipt_list'],
  'guidelines.publish': ['Guidelines_publish'],
  'case.read': ['ModerationCase_list'],
  'incident.handle': ['Incident_handle', 'an incident'],
  'followUp.readFigures': ['FollowUp_figures'],
  'partnerRequest.read': ['PartnerRequest_list'],
};

/** Each flag that says something else than what was answered. @returns lines, and how many flags were looked at */
export async function lies(
  matrix: Matrix,
  cells: readonly Cell[],
  who: Who,
): Promise<[lines: string[], flags: number]> {
  const own = cells.filter((cell) => cell.who === who);
  const lines: string[] = [];
  let flags = 0;
  const hold = (shown: string, said: boolean, operation: string | undefined, tried: readonly Cell[]) => {
    if (operation && !matrix.operations.some(({ id }) => id === operation)) return;
    flags += 1;
    const done = tried.some(({ outcome }) => outcome === 'may');
    const allowed = done || tried.some(isOnlyNotNow);
    if (tried.length === 0) lines.push(`${who}: ${shown} says ${said}, and nothing tries it`);
    else if (said ? !allowed : done) lines.push(`${who}: ${shown} says ${said}, but trying it: ${tried[0]!.outcome}`);
  };
  for (const thing of matrix.house.things) {
    const shown = await shownTo(matrix, own, who, thing);
    for (const [verb, said] of Object.entries(shown?.can ?? {})) {
      if (thing.kind === 'member' && verb === 'appoint') continue;
      const operation = verbs[thing.kind]?.[verb];
      if (verb === 'approve' && thing.kind === 'group' && !hasMembers(matrix, thing)) continue;
      if (said === false && isSoAlready(thing.kind, verb, shown!)) continue;
      hold(`${thing.name}: ${verb}`, said, operation, tries(own, operation, thing, verb));
    }
  }
  const me = own.find(({ operation }) => operation.id === 'Me_read')?.answer.text ?? '{}';
  for (const [word, said] of Object.entries((JSON.parse(me) as Shown).can ?? {})) {
    const [operation, name] = general[word] ?? [];
    hold(
      `/me: ${word}`,
      said,
      operation,
      own.filter((cell) => cell.operation.id === operation && (name === undefined || cell.thing?.name === name)),
    );
  }
  return [lines, flags];
}

function tries(own: readonly Cell[], operation: string | undefined, thing: Thing, verb: string): Cell[] {
  const about = own.filter((cell) => cell.operation.id === operation);
  // Letting in is tried on whoever is at the door or in the group already.
  if (thing.kind === 'group' && verb === 'approve')
    return about.filter((cell) => cell.thing?.kind === 'member' && cell.thing.ids['id'] === thing.ids['id']);
  return about.filter((cell) => cell.thing === thing);
}

/** Refused by the state of things, or until the newest terms are accepted, which `/me` says beside the flags. */
const isOnlyNotNow = ({ outcome, answer }: Cell): boolean =>
  outcome === 'not now' || (outcome === 'no' && codeOf(answer) === 'terms.not-accepted');

const hasMembers = ({ house }: Matrix, group: Thing): boolean =>
  house.things.some(({ kind, ids }) => kind === 'member' && ids['id'] === group.ids['id']);

/** Done again it changes nothing, and is not refused. */
const isSoAlready = (kind: string, verb: string, shown: Shown): boolean =>
  (kind === 'group' && verb === 'join' && shown.membership?.state !== 'none') ||
  (kind === 'member' && verb === 'approve' && shown.state === 'member');

async function shownTo(matrix: Matrix, own: readonly Cell[], who: Who, thing: Thing): Promise<Shown | undefined> {
  const reader = readers[thing.kind];
  if (reader) {
    const read = own.find((cell) => cell.operation.id === reader && cell.thing === thing);
    return read?.outcome === 'may' ? (JSON.parse(read.answer.text) as Shown) : undefined;
  }
  const list = lists[thing.kind]?.(thing);
  if (!list) return undefined;
  const { plane, tenant } = matrix.house;
  const answer = await plane.ask({
    method: 'GET',
    path: `/api/v1${list}`,
    host: tenant.host,
    headers: matrix.headersOf(who),
  });
  if (answer.status !== 200) return undefined;
  const { items } = JSON.parse(answer.text) as { items: Shown[] };
  const { id, personId, offerId } = thing.ids;
  return items.find((item) => (personId ? item.personId === personId : item.id === (offerId ?? id)));
}
