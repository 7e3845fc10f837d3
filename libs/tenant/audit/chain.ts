// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

type Plain = string | number | boolean | null;
/** What changed: ids, states, counts; never a name or a free text. */
export type AuditValues = Readonly<Record<string, Plain | readonly Plain[]>>;

/** What a link of the chain says, as it is hashed. */
export interface Link {
  readonly position: number;
  readonly at: string;
  readonly by: string | null;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly values: AuditValues;
}

export interface ChainedLink extends Link {
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first link follows upon. */
export const beginning = '';

/** JSON with sorted keys and no white space (RFC 8785, for the plain values that occur here). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** SHA-512 of the link before and of this one. */
export const hashOf = (previousHash: string, link: Link): string =>
  createHash('sha512').update(previousHash).update('\n').update(canonical(link)).digest('base64url');

export type Verdict =
  | { readonly whole: true; readonly position: number; readonly hash: string }
  | { readonly whole: false; readonly brokenAt: number; readonly why: 'missing' | 'altered' | 'unlinked' };

/** Follows the chain from where an earlier, whole part of it ended; the verdict names the first row that does not fit. */
export function followChain(
  links: Iterable<ChainedLink>,
  from: { readonly position: number; readonly hash: string } = { position: 0, hash: beginning },
): Verdict {
  let { position, hash } = from;
  for (const { previousHash, hash: written, ...link } of links) {
    if (link.position !== position + 1) return { whole: false, brokenAt: position + 1, why: 'missing' };
    if (previousHash !== hash) return { whole: false, brokenAt: link.position, why: 'unlinked' };
    if (hashOf(previousHash, link) !== written) return { whole: false, brokenAt: link.position, why: 'altered' };
    position = link.position;
    hash = written;
  }
  return { whole: true, position, hash };
}
