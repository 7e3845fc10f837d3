// SPDX-License-Identifier: EUPL-1.2
import type { Bijection, Clash } from './bijection.ts';
import { momentIn, type Mode } from './time.ts';

/** One thing that was seen, in the words of both worlds: where, and every byte of it. */
export interface Seen {
  readonly where: string;
  readonly text: string;
}

export interface Difference {
  readonly where: string;
  readonly what: string;
}

/** What is known about random values beyond their looks. */
export interface Knowledge {
  readonly mode: Mode;
  /** Per world: drawn in public by a plane whose stream nothing secret can use up: the same bytes in both worlds (D). */
  readonly lockstep: readonly [ReadonlySet<string>, ReadonlySet<string>];
  /** Per world: drawn inside; may be seen nowhere. */
  readonly secret: readonly [ReadonlySet<string>, ReadonlySet<string>];
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const moment = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|\\+00:00)';
const opaque = '[A-Za-z0-9_+/-]{40,}={0,2}';
const fourWords = '(?<="words": ?\\[)[^\\]]+';
/** What follows the version in an ETag: a digest of the answer, with all its random values. */
const fingerprint = '(?<="v\\d{1,9}\\.)[\\w-]{16}(?=")';
/** What staff read out to somebody: twelve random letters. */
const readOut = '(?<="code": ?")[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?=")';
const special = new RegExp(`(${uuid})|(${moment})|(${opaque}|${fingerprint}|${readOut})|(${fourWords})`, 'g');

type Piece = { readonly kind: 'plain' | 'uuid' | 'moment' | 'opaque' | 'words'; readonly text: string };

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(special)) {
    if (match.index > from) pieces.push({ kind: 'plain', text: text.slice(from, match.index) });
    const kind = match[1] ? 'uuid' : match[2] ? 'moment' : match[3] ? 'opaque' : 'words';
    pieces.push({ kind, text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) });
  return pieces;
}

/** Null when the two texts are the same but for a one-to-one renaming of random values. */
export function differenceBetween(one: Seen, other: Seen, bijection: Bijection, known: Knowledge): string | null {
  const [ours, theirs] = [piecesOf(one.text), piecesOf(other.text)];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const [a, b] = [ours[at], theirs[at]];
    const why =
      a && b ? compare(a, b, (x, y) => bijection.pair(x, y, one.where), known) : 'one goes on where the other ends';
    if (why) return `${why}\n    ${excerpt(ours, at)}\n    ${excerpt(theirs, at)}`;
  }
  return null;
}

type PairUp = (one: string, other: string) => Clash | null;

function compare(a: Piece, b: Piece, pairUp: PairUp, { mode, lockstep, secret }: Knowledge): string | null {
  if (a.kind !== b.kind) return `${a.kind} in one, ${b.kind} in the other`;
  if (a.kind === 'plain') return a.text === b.text ? null : 'different text';
  if (a.kind === 'moment') return momentIn(mode, a.text) === momentIn(mode, b.text) ? null : 'different times';
  if (a.kind !== 'words' && a.text.length !== b.text.length) return 'values of different length';
  if (secret[0].has(a.text) || secret[1].has(b.text)) return 'a value that was made inside';
  if (mode === 'D' && a.text !== b.text && (lockstep[0].has(a.text) || lockstep[1].has(b.text)))
    return 'a value that should be the same in both worlds';
  return pairUp(a.text, b.text)?.why ?? null;
}

function excerpt(pieces: readonly Piece[], at: number): string {
  const before = pieces
    .slice(Math.max(0, at - 4), at)
    .map(({ text }) => text)
    .join('');
  const after = pieces
    .slice(at, at + 3)
    .map(({ text }) => text)
    .join('');
  return `…${before.slice(-120)}»${after.slice(0, 260)}`.replaceAll('\n', ' ⏎ ');
}
