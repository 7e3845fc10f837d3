// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeFrom, unansweredFrom } from './need.ts';
import { hasItsShare } from './reserve.ts';
import { nextStep, nextWave, paceOf, type Candidate } from './waves.ts';

const minute = 60_000;
const now = new Date('2026-05-04T09:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 60 * minute);
const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  lastHelpedAt: null,
  askedInVain: 0,
  near: false,
  ...more,
});
const someone = fc.record({
  id: fc.uuid(),
  lastHelpedAt: fc.option(fc.date({ min: new Date(0), max: now, noInvalidDate: true })),
  askedInVain: fc.nat(6),
  near: fc.boolean(),
});
const people = fc.uniqueArray(someone, { selector: ({ id }) => id, maxLength: 30 });

describe('whose turn it is', () => {
  test('those who never got to help first, then whoever helped longest ago', () => {
    const all = [
      candidate('last week', { lastHelpedAt: inHours(-7 * 24) }),
      candidate('never'),
      candidate('last year', { lastHelpedAt: inHours(-365 * 24) }),
    ];
    expect(nextWave('r', all, 3)).toEqual(['never', 'last year', 'last week']);
  });

  test('among equals those nearby, then those asked least; whoever let three turns pass comes after all others', () => {
    const all = [
      candidate('silent', { askedInVain: 3, near: true }),
      candidate('helped', { lastHelpedAt: now }),
      candidate('twice', { askedInVain: 2 }),
      candidate('far'),
      candidate('near', { askedInVain: 2, near: true }),
    ];
    expect(nextWave('r', all, 9)).toEqual(['near', 'far', 'twice', 'helped', 'silent']);
  });

  test('whoever does not go there is asked when nobody else is left', () => {
    const all = [
      candidate('never, too far', { tooFar: true }),
      candidate('silent', { askedInVain: 3 }),
      candidate('helped', { lastHelpedAt: now, tooFar: false }),
    ];
    expect(nextWave('r', all, 9)).toEqual(['helped', 'silent', 'never, too far']);
  });

  test('is decided by lot at last: the same when asked again, another for another request', () => {
    const all = Array.from({ length: 40 }, (_, at) => candidate(`helper ${at}`));
    expect(nextWave('one', all, 12)).toEqual(nextWave('one', [...all].reverse(), 12));
    expect(nextWave('one', all, 12)).not.toEqual(nextWave('other', all, 12));
  });

  test('nobody is asked twice or left out when everybody is asked in the end', () => {
    fc.assert(
      fc.property(people, fc.uuid(), fc.integer({ min: 1, max: 12 }), (all, request, size) => {
        let left = all;
        const asked: string[] = [];
        while (left.length > 0) {
          const wave = nextWave(request, left, size);
          expect(wave.length).toBe(Math.min(size, left.length));
          asked.push(...wave);
          left = left.filter(({ id }) => !wave.includes(id));
        }
        expect(asked.sort()).toEqual(all.map(({ id }) => id).sort());
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });
});

describe('how fast', () => {
  test.each([
    [2, false, null],
    [24, false, 20],
    [72, false, 120],
    [2, true, 10],
    [24, true, 30],
    [72, true, 240],
  ])('wanted in %s hours, quiet %s: every %s minutes', (hours, quiet, minutes) => {
    const pace = paceOf({ from: inHours(hours), to: null, quiet }, now);
    expect(pace && pace.everyMs / minute).toBe(minutes);
  });

  test('any time will do: calmly', () => {
    expect(paceOf({ from: null, to: null, quiet: false }, now)).toEqual({ size: 12, everyMs: 120 * minute });
  });
});

describe('the next step', () => {
  const all = Array.from({ length: 13 }, (_, at) => candidate(`helper ${at}`));
  const request = { id: 'r', quiet: false, from: null, to: null };

  test('twelve are asked, the others in two hours; whoever fits into the wave is asked, and that is all', () => {
    const first = nextStep(request, all, now);
    expect(first.nextAt).toEqual(inHours(2));
    expect(first.helperIds).toHaveLength(12);
    const few = nextStep(request, all.slice(1), now);
    expect(few.nextAt).toBeNull();
    expect(few.helperIds).toHaveLength(12);
  });

  test('what is wanted within hours all are asked for at once', () => {
    const urgent = nextStep({ ...request, from: inHours(3) }, all, now);
    expect(urgent.nextAt).toBeNull();
    expect(urgent.helperIds).toHaveLength(13);
  });

  test('in quiet it goes on, as somebody may come who has not been asked', () => {
    const quiet = { ...request, quiet: true };
    expect(nextStep(quiet, all.slice(12), now)).toEqual({ helperIds: ['helper 12'], nextAt: inHours(4) });
    expect(nextStep({ ...quiet, from: inHours(1) }, [], now).helperIds).toEqual([]);
  });
});

describe('a shift', () => {
  const shift = { id: 'r', quiet: false, from: inHours(72), to: inHours(80), invites: 3 };

  test('those are invited first who have said that they can, and last who have said other times', () => {
    const all = [
      candidate('other times', { word: 'cannot' }),
      candidate('said nothing', { askedInVain: 9 }),
      candidate('can', { word: 'can', lastHelpedAt: now }),
    ];
    expect(nextStep({ ...shift, invites: 2 }, all, now).helperIds).toEqual(['can', 'said nothing']);
    expect(nextStep(shift, all, now).helperIds).toEqual(['can', 'said nothing', 'other times']);
  });

  test.each([
    [3, 10],
    [24, 60],
    [72, 720],
  ])('wanted in %s hours it invites as many as was settled every %s minutes', (hours, minutes) => {
    expect(paceOf({ ...shift, from: inHours(hours) }, now)).toEqual({ size: 3, everyMs: minutes * minute });
  });
});

describe('the reserve', () => {
  test('one more than the share is not taken; with few agreements, or no share, everything is', () => {
    expect(hasItsShare({ byGroup: 4, all: 9 }, 50)).toBe(false);
    expect(hasItsShare({ byGroup: 5, all: 9 }, 50)).toBe(true);
    expect(hasItsShare({ byGroup: 4, all: 4 }, 50)).toBe(false);
    expect(hasItsShare({ byGroup: 900, all: 900 }, null)).toBe(false);
  });

  test('a group that always takes what it may never gets more than its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 80 }), (share) => {
        let [byGroup, all] = [0, 5];
        for (let n = 0; n < 500; n += 1) {
          if (!hasItsShare({ byGroup, all }, share)) byGroup += 1;
          all += 1;
          expect(byGroup * 100).toBeLessThanOrEqual(share * all);
        }
        expect((byGroup * 100) / all).toBeGreaterThan(share - 2);
      }),
    );
  });

  test('ends a day before help is wanted, or a day after it was asked for', () => {
    const need = { postedAt: now, from: inHours(100), to: null };
    expect(freeFrom(need)).toEqual(inHours(76));
    expect(freeFrom({ ...need, from: null })).toEqual(inHours(24));
    expect(unansweredFrom(need)).toEqual(inHours(24));
  });
});
