// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeInFeed } from './feed-order.ts';
import { answerBy } from './need.ts';

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 4, 4, 12);
const within = (min: number, max: number) => fc.integer({ min, max });

/** What a request is to people; the rule may know of the first line only. */
const request = fc.record({
  id: fc.uuid(),
  waited: within(0, 14 * day),
  wanted: fc.option(within(0, 30 * day)),
  area: fc.constantFrom('Söder', 'Norr', null),
  name: fc.string(),
  text: fc.string(),
  picture: fc.boolean(),
  locale: fc.constantFrom('sv', 'en', 'ar'),
  askedBefore: fc.nat(200),
});
type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never;

function feed(asked: readonly Asked[], home: string | null, now: number): string[] {
  const needs = asked.map(({ waited, wanted, ...rest }) => ({
    ...rest,
    postedAt: new Date(now - waited),
    from: wanted === null ? null : new Date(now - waited + wanted),
    to: null,
  }));
  const key = (need: (typeof needs)[number]) => `${placeInFeed(need, home).toISOString()} ${need.id}`;
  return needs.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ id }) => id);
}
const requests = fc.uniqueArray(request, { selector: ({ id }) => id, minLength: 2, maxLength: 20 });
const home = fc.constantFrom('Söder', null);

describe('the order of the feed', () => {
  test('is the same whoever asks, in whatever words and language, with or without a picture, however often', () => {
    fc.assert(
      fc.property(requests, requests, home, (asked, others, where) => {
        const disguised = asked.map((one, at) => {
          const { name, text, picture, locale, askedBefore } = others[at % others.length]!;
          return { ...one, name, text, picture, locale, askedBefore };
        });
        expect(feed(disguised, where, noon)).toEqual(feed(asked, where, noon));
      }),
    );
  });

  test('is the same at any hour of the day: only how long ago and how long until counts', () => {
    fc.assert(
      fc.property(requests, home, within(0, 400 * day), (asked, where, later) => {
        expect(feed(asked, where, noon + later)).toEqual(feed(asked, where, noon));
      }),
    );
  });

  test('does not depend on the order in which they were read', () => {
    fc.assert(
      fc.property(requests, home, fc.infiniteStream(fc.nat()), (asked, where, dice) => {
        const shuffled = asked
          .map((one) => ({ one, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(feed(shuffled, where, noon)).toEqual(feed(asked, where, noon));
      }),
    );
  });

  test('lifts what has waited for a day above everything that was sent later, however urgent', () => {
    fc.assert(
      fc.property(request, request, (old, young) => {
        const waited = { ...old, waited: day + old.waited, area: null };
        const [first] = feed([{ ...young, waited: 0, area: null }, waited], null, noon);
        expect(first).toBe(waited.id);
      }),
    );
  });

  test('lets what is wanted sooner go before what was sent at the same time', () => {
    const sent = { postedAt: new Date(noon), to: null };
    const inHours = (hours: number) => answerBy({ ...sent, from: new Date(noon + hours * hour) }).getTime() - noon;
    expect([1, 12, 47, 48, 300].map(inHours)).toEqual([hour / 2, 6 * hour, 23.5 * hour, day, day]);
    expect(answerBy({ ...sent, from: null }).getTime()).toBe(noon + day);
    expect(answerBy({ ...sent, from: null, to: new Date(noon + 4 * hour) }).getTime()).toBe(noon + 2 * hour);
    expect(inHours(-5)).toBe(0);
  });

  test('takes what is nearby as if it had waited six hours longer', () => {
    const need = { postedAt: new Date(noon), from: null, to: null, area: 'Söder' };
    expect(placeInFeed(need, null).getTime() - placeInFeed(need, 'Söder').getTime()).toBe(6 * hour);
    expect(placeInFeed({ ...need, area: null }, null)).toEqual(answerBy(need));
  });
});
