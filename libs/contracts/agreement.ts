// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Grant, grantScope } from './grant.ts';
import { KeySet } from './keys.ts';
import { FunctionAddress, Line, Origin, TenantKind, Timestamp } from './vocabulary.ts';

/** One side of a partnership, with the keys the other side pins. */
export const Party = z.strictObject({
  tenant: z.uuid(),
  origin: Origin,
  name: Line(120),
  kind: TenantKind,
  functionAddresses: z.array(FunctionAddress).max(20),
  keys: KeySet,
});
export type Party = z.infer<typeof Party>;

/** What both sides sign, and keep with both signatures. */
export const PartnershipAgreement = z.strictObject({
  version: z.literal(1),
  invitation: z.uuid(),
  conversation: z.uuid(),
  inviter: Party,
  accepter: Party,
  grant: Grant,
  acceptedAt: Timestamp,
});
export type PartnershipAgreement = z.infer<typeof PartnershipAgreement>;

/** General JWS JSON serialization (RFC 7515, 7.2.1): one payload, one or two signatures. */
const Signature = z.strictObject({
  protected: z.string().regex(/^[A-Za-z0-9_-]{1,400}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export const SignedAgreement = z.strictObject({
  payload: z
    .string()
    .max(60_000)
    .regex(/^[A-Za-z0-9_-]+$/),
  signatures: z.array(Signature).min(1).max(2),
});
export type SignedAgreement = z.infer<typeof SignedAgreement>;

/**
 * What the fragment of an invitation link holds, as base64url of its JSON. It carries the inviter's keys themselves,
 * so that nothing has to be fetched; the four words are derived from the whole of it.
 */
export const InvitationTicket = z.strictObject({
  version: z.literal(1),
  invitation: z.uuid(),
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  inviter: Party,
  /** Which side of the grant the inviter is on. */
  inviterIs: z.enum(['asker', 'helper']),
  grant: z.strictObject(grantScope),
  expiresAt: Timestamp,
});
export type InvitationTicket = z.infer<typeof InvitationTicket>;
