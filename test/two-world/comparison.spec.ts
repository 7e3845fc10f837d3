// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { Bijection } from './bijection.ts';
import { differenceBetween, type Knowledge } from './comparison.ts';

const none = new Set<string>();
const known: Knowledge = { mode: 'R', lockstep: [none, none], secret: [none, none] };
const between = (one: string, other: string, more: Partial<Knowledge> = {}, bijection = new Bijection()) =>
  differenceBetween({ where: 'here', text: one }, { where: 'here', text: other }, bijection, { ...known, ...more });
const [first, second] = ['1d07c76e-66a9-43be-ba98-58f8c6e56f9b', '5338b9f1-1e90-415b-9082-f2be748b5812'];

test('random values may be renamed, one for one; numbers, words and order may not', () => {
  expect(between(`{"id":"${first}","n":3}`, `{"id":"${second}","n":3}`)).toBeNull();
  expect(between('{"code":"AB12-CD34-EF56"}', '{"code":"0H7K-ZZ21-9QWE"}')).toBeNull();
  expect(between('etag: "v2.vTniLicNn2WRoswf"', 'etag: "v2.DzdOR3ATblSWS1JA"')).toBeNull();
  expect(between(`${first} ${first}`, `${first} ${second}`)).toContain('seen before');
  for (const [one, other] of [
    ['{"n":3}', '{"n":4}'],
    ['etag: "v3"', 'etag: "v4"'],
    ['etag: "v3.vTniLicNn2WRoswf"', 'etag: "v4.DzdOR3ATblSWS1JA"'],
    ['["a","b"]', '["b","a"]'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['404', '403'],
    [`${first}`, 'null'],
    ['x'.repeat(43), 'y'.repeat(44)],
  ] as const)
    expect(between(one, other)).not.toBeNull();
});

test('a value that was made inside may be seen nowhere, even when its counterpart fits', () => {
  expect(between(first, second, { secret: [new Set([first]), none] })).toContain('made inside');
});

test('in mode D times and public random values are the same to the byte; in mode R to the minute', () => {
  const [early, late] = ['2026-05-04T09:00:01.000Z', '2026-05-04T09:00:31.000Z'];
  expect(between(early, late)).toBeNull();
  expect(between(early, '2026-05-04T09:01:01.000Z')).toContain('times');
  expect(between(early, late, { mode: 'D' })).toContain('times');
  const lockstep = [new Set([first]), new Set([second])] as const;
  expect(between(first, second, { mode: 'D', lockstep })).toContain('same in both worlds');
});
