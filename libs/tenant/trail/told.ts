// SPDX-License-Identifier: EUPL-1.2
import { roles } from '#platform/authz';

/**
 * What the trail tells: acts that somebody did for the organisation, by the kind of thing they were about. What people
 * do as themselves (arriving, applying, asking, offering, signing) is theirs and is not told.
 */
export const told = {
  group: ['create', 'update', 'archive', 'restore', 'approve', 'decline', 'remove', 'appoint', 'dismiss'],
  requirement: ['settle'],
  person: ['give-role', 'take-role', 'remove', 'attest'],
  attestation: ['withdraw', 'restore'],
  shown: ['accept', 'decline'],
  issuer: ['trust', 'distrust'],
  invitation: ['issue', 'withdraw'],
  tenant: ['update', 'remove-logo'],
  terms: ['publish'],
  declaration: ['publish'],
  unit: ['create', 'update', 'remove'],
  groupLink: ['create', 'update', 'remove'],
  Partner: ['accept', 'activate', 'narrow', 'suspend', 'resume', 'end'],
  PartnerInvitation: ['invite', 'withdraw'],
  PartnerRequest: ['route', 'decline'],
  TenantKey: ['rotate'],
} as const;
type Told = typeof told;
type Name<Type extends string> = Type extends `Partner${infer Rest}` ? `partner${Rest}` : Uncapitalize<Type>;
type ActOf<Type extends keyof Told> = `${Name<Type>}.${Told[Type][number]}`;
export type Act = { [Type in keyof Told]: ActOf<Type> }[keyof Told];

const nameOf = (type: string) => type.slice(0, 1).toLowerCase() + type.slice(1);
/** `group.create`, `partnerRequest.route` */
export const actOf = (type: string, verb: string): Act => `${nameOf(type)}.${verb}` as Act;
export const acts = Object.entries(told).flatMap(([type, verbs]) => verbs.map((verb) => actOf(type, verb))) as [
  Act,
  ...Act[],
];

/** Of roles, those that are given and taken; the others one has by coming here. */
export const workingRoles = roles.filter((role) => role !== 'resident' && role !== 'member');
