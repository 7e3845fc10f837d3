// SPDX-License-Identifier: EUPL-1.2
// The complete list of what can cross, read from the contracts themselves: a new field is in it the moment it exists.
import type { z } from 'zod';
import {
  Discovery,
  Envelope,
  Grant,
  InvitationTicket,
  messages,
  PartnershipAgreement,
  Party,
  Preview,
  PublicKey,
  ReceiptClaims,
  Refusal,
  SignedAgreement,
  type MessageContract,
} from '#contracts';

export interface CrossingField {
  /** Path inside its part: `grant.perDay`. */
  readonly field: string;
  readonly optional: boolean;
  /** The part it holds, which is listed by itself. */
  readonly holds: string | null;
}

export interface Crossing {
  /** `request.offered`, or the name of a part that several messages share. */
  readonly id: string;
  readonly kind: 'letter' | 'part';
  /** Who may send it; `anyone` for what is no letter from partner to partner. */
  readonly from: 'asker' | 'helper' | 'either' | 'anyone';
  readonly fields: readonly CrossingField[];
}

/** What is shared by several messages, or goes beside them. `body` of an envelope is one of the messages. */
const parts: ReadonlyMap<z.ZodType, string> = new Map<z.ZodType, string>([
  [Envelope, 'envelope'],
  [ReceiptClaims, 'receipt'],
  [Refusal, 'refusal'],
  [Discovery, 'card'],
  [InvitationTicket, 'ticket'],
  [SignedAgreement, 'signed-agreement'],
  [PartnershipAgreement, 'agreement'],
  [Party, 'party'],
  [Grant, 'grant'],
  [PublicKey, 'key'],
  [Preview, 'preview'],
]);

/** Text in which another part travels, signed. */
const carried: Readonly<Record<string, string>> = { 'signed-agreement.payload': 'agreement' };

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}
const definitionOf = (schema: z.ZodType) => schema.def as unknown as Definition;
const wrappers = new Set(['optional', 'nullable', 'default', 'readonly']);

/** What is inside `optional`, `nullable` and lists. */
function inside(schema: z.ZodType): z.ZodType {
  if (parts.has(schema)) return schema;
  const { type, innerType, element } = definitionOf(schema);
  if (wrappers.has(type) && innerType) return inside(innerType);
  if (type === 'array' && element) return inside(element);
  return schema;
}

function fieldsOf(schema: z.ZodType, id: string, prefix = ''): CrossingField[] {
  const { shape, options } = definitionOf(schema);
  if (options) return unique(options.flatMap((option) => fieldsOf(inside(option), id, prefix)));
  return Object.entries(shape ?? {}).flatMap(([name, value]) => {
    const field = prefix + name;
    const content = inside(value);
    const holds = parts.get(content) ?? carried[`${id}.${field}`] ?? null;
    const { shape: nested, options: either } = definitionOf(content);
    const objects = nested ?? either?.every((option) => definitionOf(option).shape);
    if (holds === null && objects) return fieldsOf(content, id, `${field}.`);
    return [{ field, optional: definitionOf(value).type === 'optional', holds }];
  });
}

const unique = (fields: readonly CrossingField[]): CrossingField[] => [
  ...new Map(fields.map((one) => [one.field, one])).values(),
];

const letter = ({ type, from, body }: MessageContract): Crossing => {
  const whole = parts.get(body);
  const fields = whole ? [{ field: 'body', optional: false, holds: whole }] : fieldsOf(body, type);
  return { id: type, kind: 'letter', from, fields };
};

/** Every message type first, then what they share and what goes beside them. */
export function crossingsOf(contracts: readonly MessageContract[]): Crossing[] {
  return [
    ...contracts.map(letter),
    ...[...parts].map(([schema, id]): Crossing => {
      return { id, kind: 'part', from: 'anyone', fields: fieldsOf(schema, id) };
    }),
  ];
}

export const crossings: readonly Crossing[] = crossingsOf(Object.values(messages));

const byId = new Map(crossings.map((crossing) => [crossing.id, crossing]));

/** What a letter (its signed text, parsed) holds that is not in the list: `request.offered.phone`. */
export const unlisted = (envelope: unknown): string[] => beyond(envelope, 'envelope', '');

function beyond(value: unknown, id: string, prefix: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => beyond(item, id, prefix));
  if (typeof value !== 'object' || value === null) return [];
  const fields = byId.get(id)?.fields ?? [];
  return Object.entries(value).flatMap(([name, content]: [string, unknown]) => {
    const path = prefix + name;
    if (id === 'envelope' && path === 'body') return inBody(content, (value as { type?: unknown }).type);
    const listed = fields.find(({ field }) => field === path);
    if (listed) return listed.holds === null ? [] : beyond(opened(content), listed.holds, '');
    return fields.some(({ field }) => field.startsWith(`${path}.`))
      ? beyond(content, id, `${path}.`)
      : [`${id}.${path}`];
  });
}

function inBody(body: unknown, type: unknown): string[] {
  const id = String(type);
  const [only] = byId.get(id)?.fields ?? [];
  return beyond(body, only?.field === 'body' && only.holds !== null ? only.holds : id, '');
}

/** A part may travel as text inside a signature. */
function opened(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as unknown;
}
