// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { wantedAt, type Need } from './need.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How many helpers are asked at a time, and how long they have before the next ones are asked. */
interface Pace {
  readonly size: number;
  readonly everyMs: number;
}

const paces = {
  open: { soon: { size: 12, everyMs: 20 * minute }, calm: { size: 12, everyMs: 2 * hour } },
  quiet: {
    now: { size: 8, everyMs: 10 * minute },
    soon: { size: 4, everyMs: 30 * minute },
    calm: { size: 4, everyMs: 4 * hour },
  },
  /** A shift asks as many at a time as whoever plans it has settled. */
  shift: { now: 10 * minute, soon: hour, calm: 12 * hour },
} as const;

/** Null: there is no time for turns, and everybody is asked at once. */
export function paceOf(
  need: Pick<Need, 'from' | 'to'> & { readonly quiet: boolean; readonly invites?: number | null | undefined },
  now: Date,
): Pace | null {
  const left = (wantedAt(need)?.getTime() ?? Infinity) - now.getTime();
  const urgency = left < 6 * hour ? 'now' : left < 48 * hour ? 'soon' : 'calm';
  if (need.invites) return { size: need.invites, everyMs: paces.shift[urgency] };
  if (need.quiet) return paces.quiet[urgency];
  return urgency === 'now' ? null : paces.open[urgency];
}

/** What is known of a helper when turns are given out. */
export interface Candidate {
  readonly id: string;
  /** When they last came to an agreement; null when never. */
  readonly lastHelpedAt: Date | null;
  /** How often it has been their turn since they last answered. */
  readonly askedInVain: number;
  /** They live where help is wanted. */
  readonly near: boolean;
  /** They have said that they do not go there. */
  readonly tooFar?: boolean;
  /** Of a shift: they have said that they can then, or only at other times nearby; undefined when they have said nothing. */
  readonly word?: 'can' | 'cannot' | undefined;
}

interface InTurn extends Pick<Need, 'from' | 'to'> {
  readonly id: string;
  readonly quiet: boolean;
  readonly invites?: number | null | undefined;
}

interface Step {
  /** Whose turn it is: they are told. */
  readonly helperIds: readonly string[];
  /** When it is the turn of others, if it is still open; null when there is nobody left to ask. */
  readonly nextAt: Date | null;
}

/** `waiting`: those of the audience whose turn has not come. Without time for turns it is that of all of them. */
export function nextStep(request: InTurn, waiting: readonly Candidate[], now: Date): Step {
  const pace = paceOf(request, now) ?? { size: waiting.length, everyMs: 0 };
  const isLast = waiting.length <= pace.size;
  return {
    helperIds: nextWave(request.id, waiting, pace.size),
    // In quiet, too, somebody may come in later who has not been asked.
    nextAt: isLast && !request.quiet ? null : new Date(now.getTime() + pace.everyMs),
  };
}

/** Whoever let so many turns pass is asked after those who may be waiting. */
export const patience = 3;

/**
 * Whose turn it is: those who never got to help first, then those who helped longest ago; among equals those nearby,
 * those who were asked least, and at last by lot. Whoever does not go there comes after all others. To a shift those are
 * asked first who have said that they can, and last who have said other times.
 */
export function nextWave(requestId: string, candidates: readonly Candidate[], size: number): string[] {
  const lots = new Map<string, string>();
  const lot = (id: string): string => {
    const drawn = lots.get(id) ?? lotOf(requestId, id);
    lots.set(id, drawn);
    return drawn;
  };
  const sorted = [...candidates].sort(
    (a, b) =>
      Number(a.tooFar ?? false) - Number(b.tooFar ?? false) ||
      placeOf(a) - placeOf(b) ||
      Number(a.askedInVain >= patience) - Number(b.askedInVain >= patience) ||
      (a.lastHelpedAt?.getTime() ?? 0) - (b.lastHelpedAt?.getTime() ?? 0) ||
      Number(b.near) - Number(a.near) ||
      a.askedInVain - b.askedInVain ||
      (lot(a.id) < lot(b.id) ? -1 : 1),
  );
  return sorted.slice(0, size).map(({ id }) => id);
}

const placeOf = ({ word }: Candidate): number => (word === 'can' ? 0 : word === 'cannot' ? 2 : 1);

/**
 * The same each time, so that a job that is run twice asks the same people; and another for each request. Of an id its
 * first group is enough for a lot; worlds that differ only in secrets draw it alike, so that the two-world test sees
 * whether anything else decides.
 */
const lotOf = (requestId: string, helperId: string): string =>
  createHash('sha256')
    .update(`${firstGroup(requestId)} ${firstGroup(helperId)}`)
    .digest('hex');
const firstGroup = (id: string): string | undefined => id.split('-', 1)[0];
