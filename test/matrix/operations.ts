// SPDX-License-Identifier: EUPL-1.2
// The operations, as the plane's OpenAPI document lists them, and what each may be about.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { House, Thing } from './house.ts';

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The kind of thing its path or its body names; undefined when it names none. */
  readonly about: string | undefined;
  readonly takesBody: boolean;
  /** What the route declares about who may enter. */
  readonly door: string;
}

interface Described {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { operationId: string; requestBody?: object; 'x-door': string }>>>
  >;
}

const byPath: readonly (readonly [RegExp, string])[] = [
  [/\/tenant\/logo\/\{hash\}/, 'logo'],
  [/\/people\/\{id\}/, 'person'],
  [/\/groups\/\{id\}\/members\/\{personId\}/, 'member'],
  [/\/groups\/\{id\}/, 'group'],
  [/\/attestations\/\{id\}/, 'attestation'],
  [/\/(me\/passport\/shown|shown-attestations)\/\{id\}/, 'shown attestation'],
  [/\/invitations\/by-token\/\{token\}/, 'token'],
  [/\/invitations\/\{id\}/, 'invitation'],
  [/\/requests\/\{id\}\/offers\/\{offerId\}/, 'offer'],
  [/\/requests\/\{id\}/, 'request'],
  [/\/agreements\/\{id\}/, 'agreement'],
  [/\/series\/\{id\}/, 'series'],
  [/\/calendars\/\{token\}/, 'calendar'],
  [/\/me\/mandates\/consents\/\{consentId\}/, 'own consent'],
  [/\/callers\/\{id\}/, 'caller'],
  [/\/clients\/\{id\}\/consents\/\{consentId\}/, 'consent'],
  [/\/clients\/\{id\}/, 'client'],
  [/\/partners\/\{id\}/, 'partner'],
  [/\/partner-invitations\/\{id\}/, 'partner invitation'],
  [/\/partner-requests\/\{id\}/, 'partner request'],
  [/\/standing-offers\/\{id\}/, 'standing offer'],
  [/\/me\/availability\/\{id\}/, 'availability'],
  [/\/units\/\{id\}/, 'unit'],
  [/\/notices\/\{id\}/, 'notice'],
  [/\/push-subscriptions\/\{id\}/, 'browser'],
  [/\/group-links\/\{id\}/, 'link'],
  [/\/(cases|decisions)\/\{id\}/, 'case'],
  [/\/incidents\/\{id\}/, 'incident'],
  [/\/blocks\/\{id\}/, 'block'],
];
/** Those whose body names it. */
const byBody: Readonly<Record<string, string>> = {
  Invitation_issue: 'group',
  Request_create: 'group',
  Request_audience: 'group',
  StandingOffer_make: 'group',
  GroupLink_create: 'group',
  Passport_takeAlong: 'attestation',
  OwnMandate_preview: 'client code',
  OwnMandate_confirm: 'client code',
  Flag_raise: 'request',
  Block_block: 'offer',
};

const anAddress: Thing = { kind: 'new', name: 'an e-mail address', ids: { channel: 'email' }, version: 1 };

const ofKind = (wanted: string) => (house: House) => house.things.filter(({ kind }) => kind === wanted);

/** Further things that only this operation may be about. */
const more: Readonly<Record<string, (house: House) => readonly Thing[]>> = {
  SignIn_begin: (house) => {
    const other = house.ordinary === 'member' ? 'resident' : 'member';
    return [
      { kind: 'new', name: 'by a door that is here', ids: { query: `?as=${house.ordinary}` }, version: 1 },
      { kind: 'new', name: 'by a door that is not', ids: { query: `?as=${other}` }, version: 1 },
    ];
  },
  Inbox_receive: (house) => [
    {
      kind: 'new',
      name: 'a partner’s letter',
      ids: { letter: house.plane.letters.get(house.tenant.host) ?? '' },
      version: 1,
    },
    { kind: 'new', name: 'anything else', ids: { letter: 'nothing.of.the.kind' }, version: 1 },
  ],
  NoticeSettings_give: () => [anAddress],
  NoticeSettings_verify: () => [anAddress],
  NoticeSettings_takeBack: () => [anAddress],
  Group_create: () => [
    { kind: 'new', name: 'an open one', ids: { access: 'open' }, version: 1 },
    { kind: 'new', name: 'a hidden one', ids: { access: 'hidden' }, version: 1 },
  ],
  Invitation_issue: (house) => [
    { kind: 'new', name: 'to no group', ids: { role: house.ordinary }, version: 1 },
    { kind: 'new', name: 'to coordinate', ids: { role: 'coordinator' }, version: 1 },
  ],
  Request_create: (house) => [
    {
      kind: 'new',
      name: 'a shift in an open group',
      ids: { id: house.id('group', 'an open group'), alias: '', call: '', shift: 'yes' },
      version: 1,
    },
    {
      kind: 'new',
      name: 'for somebody else, to an open group',
      ids: { id: house.id('group', 'an open group'), alias: 'Greta', call: '', shift: '' },
      version: 1,
    },
    {
      kind: 'new',
      name: 'for whoever rang, where a call is enough',
      ids: { id: house.id('group', 'an open group'), alias: 'Greta', call: 'yes', shift: '' },
      version: 1,
    },
    {
      kind: 'new',
      name: 'for whoever rang, where it is not',
      ids: { id: house.id('group', 'a group with a door'), alias: 'Greta', call: 'yes', shift: '' },
      version: 1,
    },
  ],
  Again_propose: ofKind('agreement both want again'),
  Delivery_read: ofKind('request to shop'),
  Delivery_change: ofKind('request to shop'),
  Delivery_purchase: ofKind('agreement to shop'),
  Delivery_enter: ofKind('agreement to shop'),
  Delivery_photo: ofKind('agreement to shop'),
  Delivery_putPhoto: ofKind('agreement to shop'),
  Delivery_removePhoto: ofKind('agreement to shop'),
  Block_block: (house) => house.things.filter(({ kind }) => kind === 'agreement'),
  PartnerRequest_route: (house) => [
    {
      kind: 'new',
      name: 'to a hidden group',
      ids: {
        id: house.id('partner request', 'a partner’s new request'),
        groupId: house.id('group', 'a hidden group'),
      },
      version: 1,
    },
    {
      kind: 'new',
      name: 'to a group that is not',
      ids: {
        id: house.id('partner request', 'a partner’s new request'),
        groupId: '7f3c2b1a-0000-4000-8000-000000000001',
      },
      version: 1,
    },
  ],
};

export function operationsOf(plane: 'municipal' | 'civic'): Operation[] {
  const file = path.join(import.meta.dirname, `../../docs/openapi/${plane}.json`);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Described;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, requestBody, 'x-door': door }]) => ({
      id,
      method: method.toUpperCase(),
      path,
      about: byPath.find(([pattern]) => pattern.test(path))?.[1] ?? byBody[id],
      takesBody: requestBody !== undefined,
      door,
    })),
  );
}

/** Everything in the house that the operation may be about. */
export const thingsFor = (operation: Operation, house: House): readonly Thing[] => [
  ...(operation.about ? house.things.filter(({ kind }) => kind === operation.about) : []),
  ...(more[operation.id]?.(house) ?? []),
];

/** Each reason why there is nothing for whoever asks. */
export const absences = ['deleted', 'other tenant', 'other plane', 'random id'] as const;
export type Absence = (typeof absences)[number];

const randomIds: Thing['ids'] = {
  id: '7f3c2b1a-1111-4111-8111-111111111111',
  personId: '7f3c2b1a-2222-4222-8222-222222222222',
  offerId: '7f3c2b1a-3333-4333-8333-333333333333',
  token: 'r4nd0m_'.repeat(6) + 'x',
  hash: 'r4nd0m_'.repeat(6) + 'x',
  consentId: '7f3c2b1a-4444-4444-8444-444444444444',
  code: 'R4ND-R4ND-R4ND',
  day: '2026-01-01',
};

/** What is not here, four times over: the caller must not be able to tell why. */
export function absentThings(kind: string, house: House, neighbour: House, across: House): readonly Thing[] {
  const first = (other: House) =>
    other.things.find((thing) => thing.kind === kind) ?? other.thing('group', 'an open group');
  const ids: Readonly<Record<Absence, Thing['ids']>> = {
    deleted: house.deleted.get(kind) ?? randomIds,
    'other tenant': { ...randomIds, ...first(neighbour).ids },
    'other plane': { ...randomIds, ...first(across).ids },
    'random id': randomIds,
  };
  return absences.map((name) => ({ kind: 'absent', name, ids: ids[name], version: 1 }));
}

/** What a question cannot do without. */
const queries: Readonly<Record<string, string>> = {
  Pool_look: '?places=2&from=2031-05-04T15:00:00Z&to=2031-05-04T22:00:00Z',
};

export const pathOf = (operation: Operation, ids: Thing['ids']): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '') +
  (ids['query'] ?? queries[operation.id] ?? '');
