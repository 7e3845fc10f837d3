// SPDX-License-Identifier: EUPL-1.2
// For each operation with a body one that its schema accepts, so that nothing but authorization can refuse it.
import { grant } from './befriend.ts';
import { browser, later } from './furnish.ts';
import type { House, Thing } from './house.ts';
import { logoOf } from './logo.ts';
import { spoken } from './requests-and-agreements.ts';
import { order, plan } from './series-and-deliveries.ts';

export interface Occasion {
  readonly house: House;
  readonly ids: Thing['ids'];
  /** An invitation of a tenant on the other plane that is not yet a partner. */
  readonly link: string;
}

const request = ({ ids: { id } }: Occasion) => ({ serviceType: 'practical', groupIds: [id] });

const shift = () => ({
  serviceType: 'staffing',
  from: later(5),
  to: later(6),
  matching: 'first-come',
  invites: 3,
});

export const bodies: Readonly<Record<string, (occasion: Occasion) => object>> = {
  Logo_change: ({ house }) => logoOf(house.name),
  TenantProfile_update: () => ({ about: 'Vi hjälps åt.' }),
  Person_changeRoles: ({ house }) => ({ roles: [{ role: house.ordinary }] }),
  Me_update: () => ({ locale: 'en' }),
  Notice_see: () => ({ until: later(0) }),
  NoticeSettings_change: () => ({ sayWhat: true }),
  NoticeSettings_give: () => ({ address: 'nagon@example.org' }),
  NoticeSettings_verify: () => ({ code: '123456' }),
  NoticeSettings_subscribe: () => browser('any'),
  Terms_publish: () => ({ text: { sv: ['Var snällare.'] } }),
  Terms_accept: () => ({ version: 1 }),
  Invitation_issue: ({ house, ids }) => ({ role: ids['role'] ?? house.ordinary, groupId: ids['id'] ?? null }),
  Spreadsheet_invite: () => ({ csv: 'Namn\nBo', make: false }),
  Group_create: ({ ids }) => ({ name: 'Ny', kind: 'both', access: ids['access'] }),
  Group_update: () => ({ about: 'Nytt' }),
  GroupMember_change: () => ({ state: 'member' }),
  Requirement_settle: () => ({ items: [{ serviceType: 'homework', purpose: 'help', kind: 'interview' }] }),
  Checklist_attest: () => ({ kind: 'interview', seenOn: later(0).slice(0, 10) }),
  Attestation_withdraw: () => ({ reason: 'mistake' }),
  Passport_takeAlong: ({ ids }) => ({ attestationIds: [ids['id']], key: 'A'.repeat(43) }),
  Passport_show: () => ({ presentation: 'nothing.of.thekind' }),
  Issuer_trust: () => ({ days: 14 }),
  Declaration_publish: () => ({ text: { sv: ['Jag tiger om det jag får veta.'] } }),
  Declaration_sign: () => ({ version: 1 }),
  Request_audience: request,
  Availability_say: () => ({ from: later(2), to: later(3) }),
  Request_create: (occasion) => ({
    ...request(occasion),
    ...(occasion.ids['shift'] ? shift() : {}),
    text: 'Bära',
    send: true,
    ...(occasion.ids['alias']
      ? { onBehalf: { alias: occasion.ids['alias'], consent: spoken, ...(occasion.ids['call'] ? { call: {} } : {}) } }
      : {}),
  }),
  Request_update: () => ({ text: 'Bära lite till' }),
  Request_extend: () => ({ expiresAt: later(10) }),
  Turn_broaden: ({ house }) => ({ groupId: house.id('group', 'a group with a door') }),
  Offer_offer: () => ({}),
  Offer_changeForm: ({ house }) => ({ clientId: house.id('client', 'the coordinator’s client'), form: 'so-so' }),
  // Another one each time: nobody is asked again and again.
  Caller_ringUp: () => ({ personalNumber: `19480513-${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}` }),
  Client_create: () => ({ alias: 'Greta' }),
  Client_update: () => ({ alias: 'Margareta' }),
  Client_protect: () => ({ protection: 'mediated-only' }),
  Client_record: () => spoken,
  OwnMandate_preview: ({ ids }) => ({ code: ids['code'] }),
  OwnMandate_confirm: ({ ids }) => ({ code: ids['code'] }),
  Agreement_write: () => ({ text: 'Jag kommer' }),
  Agreement_fail: () => ({ code: 'other' }),
  Again_propose: plan,
  Series_handOver: () => ({}),
  Delivery_change: () => order,
  Delivery_enter: () => ({ costOre: 12_345 }),
  Delivery_putPhoto: ({ house }) => logoOf(house.name),
  Partner_accept: ({ house, link }) => ({ link, functionAddress: `oss@${house.tenant.host}` }),
  Partner_change: () => ({ ourAddress: 'vard@matris.example.org' }),
  Partner_narrow: () => ({ ...grant, perDay: 5 }),
  PartnerInvitation_create: () => ({ grant }),
  PartnerInvitation_preview: ({ link }) => ({ link }),
  Unit_create: ({ house }) => ({ name: 'Biblioteket', functionAddress: `bibliotek@${house.tenant.host}` }),
  Unit_update: () => ({ name: 'Nytt namn' }),
  GroupLink_create: ({ house, ids }) => ({
    needGroupId: house.id('group', 'a group that only asks'),
    resourceGroupId: ids['id'],
    serviceTypes: ['homework'],
  }),
  GroupLink_update: () => ({ quotaPerWeek: 3 }),
  PartnerRequest_route: ({ house, ids }) => ({ groupIds: [ids['groupId'] ?? house.id('group', 'an open group')] }),
  Guidelines_publish: () => ({ items: [{ key: 'be-kind', words: { sv: { name: 'Var snäll', text: 'Var snäll.' } } }] }),
  Advertising_look: () => ({ text: 'Skotta snö' }),
  Flag_raise: ({ ids }) => ({ kind: 'request', subjectId: ids['id'], guideline: 'be-kind' }),
  ModerationCase_decide: () => ({ decision: 'keep', guideline: 'be-kind', reason: 'Det är inget fel på det.' }),
  ModerationDecision_appeal: () => ({ text: 'Det var inte så menat.' }),
  Block_block: ({ ids }) => (ids['offerId'] ? { offerId: ids['offerId'] } : { agreementId: ids['id'] }),
  StandingOffer_make: ({ ids }) => ({
    text: 'Promenad',
    weekday: 4,
    at: '14:00',
    groupIds: [ids['id']],
    until: later(30),
  }),
  Incident_report: () => ({ kind: 'near-miss', what: 'Stegen vek sig', happenedAt: '2026-01-01T10:00:00Z' }),
  Incident_handle: () => ({ state: 'closed', measure: 'Ny stege' }),
  FollowUp_answer: () => ({ answer: 'good' }),
  PartnerRequest_decline: () => ({ code: 'no-capacity' }),
};
