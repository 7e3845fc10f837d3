// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { tableOf } from './report.ts';
import { chanceFrom } from './statistics.ts';
import { exitCodes, judge, type Series } from './verdict.ts';

/** Times as a server takes them: about two milliseconds, a long tail, a slow drift; b takes `shift` µs longer. */
function series(name: string, shift: number, more: Partial<Series> & { count?: number; noise?: number } = {}): Series {
  const chance = chanceFrom([...name].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7));
  const { count = 1000, noise = 200, ...rest } = more;
  const time = (at: number) =>
    2000 + noise * -Math.log(1 - chance()) + 300 * Math.sin(at / 150) + (chance() < 0.01 ? 20_000 : 0);
  const pairs = Array.from({ length: count }, (_, at) => ({ a: time(at), b: time(at) + shift }));
  return { name, kind: 'probe', concurrency: 1, pairs, ...rest };
}
const controls = [series('the same twice', 0, { kind: 'same' }), series('250 µs later', 250, { kind: 'delayed' })];
const outcomeOf = (...probes: Series[]) => judge([...controls, ...probes], 1, 150);

test('a run in which nothing differs passes', () => {
  const { outcome, judged } = outcomeOf(series('one', 0), series('two', 0), series('three', 0));
  expect(outcome).toBe('passed');
  expect(judged.map(({ says }) => says)).toEqual(['quiet', 'found', 'no difference', 'no difference', 'no difference']);
});

test.each([120, -120, 1000])('a shift of %i µs is a leak, whichever way', (shift) => {
  const { outcome, judged } = outcomeOf(series('one', 0), series('shifted', shift));
  expect(outcome).toBe('leak');
  expect(judged.at(-1)).toMatchObject({ says: 'leak' });
  expect(judged.at(-1)!.median).toBeGreaterThan(shift - 40);
  expect(judged.at(-1)!.median).toBeLessThan(shift + 40);
});

test('a shift below fifty microseconds is seen by the tests and is no leak', () => {
  const { outcome, judged } = outcomeOf(series('slightly', 25, { count: 4000 }));
  expect(outcome).toBe('passed');
  expect(judged.at(-1)!.sign).toBeGreaterThan(3);
});

test('too few pairs, or too much noise, are inconclusive and do not pass', () => {
  expect(outcomeOf(series('few', 0, { count: 20, noise: 1 })).outcome).toBe('inconclusive');
  expect(outcomeOf(series('few', 0, { count: 199, noise: 1 })).outcome).toBe('inconclusive');
  expect(outcomeOf(series('noisy', 0, { noise: 5000 })).outcome).toBe('inconclusive');
});

test('a run whose controls fail is void, even when its probes look well or badly', () => {
  const loud = series('the same twice', 60, { kind: 'same' });
  const deaf = series('250 µs later', 20, { kind: 'delayed' });
  const found = series('leaks', 500);
  expect(judge([loud, controls[1]!, found], 1, 150).outcome).toBe('void');
  expect(judge([controls[0]!, deaf, series('one', 0)], 1, 150).outcome).toBe('void');
  expect(judge([series('without controls', 0)], 1, 150).outcome).toBe('void');
  expect(judge([controls[0]!, found], 1, 150).outcome).toBe('void');
});

test('what the run says is read in a word and by a program', () => {
  const { outcome, judged } = judge([series('alone', 0)], 1, 150);
  expect(tableOf(outcome, judged)).toContain('VOID');
  expect(new Set(Object.values(exitCodes)).size).toBe(4);
  expect(exitCodes.passed).toBe(0);
  expect(exitCodes.void).not.toBe(0);
});
