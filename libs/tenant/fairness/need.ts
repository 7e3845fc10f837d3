// SPDX-License-Identifier: EUPL-1.2
const hour = 3_600_000;
const day = 24 * hour;

/** All that place and pace are decided by. Who asks, how it is worded and how often they ask is not in it. */
export interface Need {
  readonly postedAt: Date;
  /** When help is wanted, as far as the asker has said. */
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

/** The first moment help is wanted; null when any time will do. */
export const wantedAt = ({ from, to }: Pick<Need, 'from' | 'to'>): Date | null => from ?? to ?? null;

/**
 * By when it ought to have been answered: a day after it was sent, or in half of the time that is left when help is
 * wanted sooner than two days later. Only lengths of time count, never the hour on the clock.
 */
export function answerBy(need: Need): Date {
  const posted = need.postedAt.getTime();
  const wanted = wantedAt(need)?.getTime() ?? Infinity;
  return new Date(posted + Math.min(day, Math.max(0, wanted - posted) / 2));
}

export const unansweredAfterMs = day;
/** From when a coordinator ought to know that nobody has answered. */
export const unansweredFrom = ({ postedAt }: Pick<Need, 'postedAt'>): Date =>
  new Date(postedAt.getTime() + unansweredAfterMs);

/** From when what is kept for other groups may be taken by anybody: a day before help is wanted, or a day after it was sent. */
export function freeFrom(need: Need): Date {
  const wanted = wantedAt(need);
  return wanted ? new Date(wanted.getTime() - day) : new Date(need.postedAt.getTime() + day);
}
