// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { PublicKey } from './keys.ts';
import { CompactJws, Origin, Sha512, Timestamp } from './vocabulary.ts';

/** What the receiving tenant signs: it holds hashes and no personal data. */
export const ReceiptClaims = z.strictObject({
  iss: z.uuid(),
  aud: z.uuid(),
  jti: z.uuid(),
  conversation: z.uuid(),
  seq: z.int().min(1),
  prev: Sha512.nullable(),
  seen: Sha512.nullable(),
  sha512: Sha512,
  /** Rounded down to the minute. */
  receivedAt: Timestamp,
});
export type ReceiptClaims = z.infer<typeof ReceiptClaims>;

/** The body of a 202. */
export const ReceiptAnswer = z.strictObject({ receipt: CompactJws });

/** The body of every other answer. Strangers always get the same one. */
export const Refusal = z.strictObject({ code: z.string().max(60), lastSeq: z.int().min(0).optional() });
export type Refusal = z.infer<typeof Refusal>;

/** One link of a tenant's receipt chain, as exported. */
export const ChainLink = z.strictObject({
  number: z.int().min(1),
  at: Timestamp,
  direction: z.enum(['sent', 'received']),
  partner: z.uuid(),
  type: z.string().max(60),
  receipt: CompactJws,
  previous: Sha512.nullable(),
  hash: Sha512,
});
export type ChainLink = z.infer<typeof ChainLink>;

export const ReceiptExport = z
  .strictObject({
    format: z.literal('handslag-receipts-1'),
    tenant: z.strictObject({ id: z.uuid(), name: z.string().max(120), origin: Origin }),
    conversation: z.uuid().nullable(),
    exportedAt: Timestamp,
    partners: z.array(z.strictObject({ tenant: z.uuid(), name: z.string().max(120), keys: z.array(PublicKey) })),
    keys: z.array(PublicKey),
    links: z.array(ChainLink),
    /** Signed by the tenant: `{ tenant, number, hash, at }` of its newest link. */
    head: CompactJws,
  })
  .meta({ id: 'ReceiptExport' });
export type ReceiptExport = z.infer<typeof ReceiptExport>;

export const HeadClaims = z.strictObject({
  tenant: z.uuid(),
  number: z.int().min(0),
  hash: Sha512.nullable(),
  /** Hash over the hashes of the exported links, so that none can be left out. */
  links: Sha512,
  at: Timestamp,
});
export type HeadClaims = z.infer<typeof HeadClaims>;
