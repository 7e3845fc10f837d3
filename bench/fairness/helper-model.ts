// SPDX-License-Identifier: EUPL-1.2
// How a helper behaves. The same in both worlds; what differs is what they are shown, in what order, and who is told.
import type { Chance } from '../../infra/local/seed/chance.ts';
import { hour, type Asked, type Helper } from './population.ts';

/** What of the person who asks can be seen before one says yes. */
export interface Shown {
  readonly name: boolean;
  /** That the same person has asked before. */
  readonly history: boolean;
  /** In how many of the cases, from 0 to 1, somebody has read the words before they decide. */
  readonly words: number;
}

/** So many cards are read before one puts the phone away. */
const cardsRead = 8;
/** Where somebody else lives, one goes less often. */
const farAway = 0.35;
/** Full bias multiplies or divides willingness by this. */
const strongest = { name: 1.6, tone: 1.6, history: 1.6 };

const weighed = (good: boolean, strength: number, bias: number) => (good ? strength : 1 / strength) ** (bias / 2);

/** What is not known of helpers. The first is set so that the pilots' way agrees as much as the pilots did. */
export interface Mood {
  /** How likely it is that somebody takes what everybody sees, apart from the rest. */
  readonly willingness: number;
  /** How much more readily one says yes when fewer are asked with one: 0 not at all, 1 as many times as they are fewer. */
  readonly responsibility: number;
}
/** So many see a card in the pilots' way. */
const everybody = 400;

/** Whether a helper takes one card they look at, `among` so many who are asked. */
export function takes(
  chance: Chance,
  helper: Helper,
  asked: Asked,
  shown: Shown,
  { mood, among }: { mood: Mood; among: number },
): boolean {
  const { name, polite, often } = asked.traits;
  // Drawn in any case, so that a town in which nobody reads the words is the same town.
  const hasRead = chance.happens(shown.words);
  const likely = Math.min(
    0.95,
    mood.willingness *
      (everybody / among) ** mood.responsibility *
      (asked.area === helper.home ? 1 : farAway) *
      (shown.name ? weighed(name, strongest.name, helper.bias) : 1) *
      (hasRead ? weighed(polite, strongest.tone, helper.bias) : 1) *
      (shown.history ? weighed(!often, strongest.history, helper.bias) : 1),
  );
  return chance.happens(likely);
}

export const read = <T>(feed: readonly T[]): readonly T[] => feed.slice(0, cardsRead);

/** The hours somebody looks at their phone: by day or in the evening, hardly at night. */
export function waking(helper: Helper, chance: Chance): number {
  const [early, late] = helper.prefersDaytime ? [8, 17] : [16, 22];
  return (chance.happens(0.85) ? early + chance.next() * (late - early) : 7 + chance.next() * 16) * hour;
}

/** A notice makes one look within some hours; the more notices in a week, the less. */
export function heeds(chance: Chance, noticesThisWeek: number): boolean {
  return chance.happens(0.5 / (1 + noticesThisWeek / 5));
}
