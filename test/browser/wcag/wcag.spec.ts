// SPDX-License-Identifier: EUPL-1.2
// `npm test` looks at a sample of the routes, the one of its seed; `npm run wcag` at all of them in all ways.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../chromium.ts';
import { startHouse, type House } from '../house.ts';
import { Cast } from './cast.ts';
import { everything, examine, quarters, sample, type Counts, type Found } from './examine.ts';
import { faultsInWords, reportOf } from './report.ts';
import { table, written } from './routes.ts';
import { views } from './views.ts';
import { ways } from './ways.ts';

jest.setTimeout(15 * 60_000);

const { HANDSLAG_WCAG: report, HANDSLAG_ROUTE: named, HANDSLAG_PART: parts } = process.env;
const { HANDSLAG_SEED: seed = String(Date.now()) } = process.env;
const only = named?.split(' ');
const inSample = 4;
const rounds = report
  ? (parts ? quarters(parts.split(' ').map(Number)) : everything).filter(({ route }) => only?.includes(route) ?? true)
  : sample(Number(seed) % 1_000_000, inSample);

let looked = 0;
/** After each route: a run that is broken off has told what it had found. */
function writeDown(file: string): string {
  const text = reportOf(found, counts, { rounds: looked, seconds: (Date.now() - since) / 1000 });
  writeFileSync(file, text);
  return text;
}

let house: House;
let browser: Browser;
let cast: Cast;
const found: Found[] = [];
const counts: Counts = new Map();
const pictured = new Set<string>();
const since = Date.now();

beforeAll(async () => {
  // One after the other, so that what is open is closed when the next one fails.
  browser = await launchBrowser();
  house = await startHouse();
  cast = new Cast(browser, house);
});
afterAll(async () => {
  if (report) console.log(`${writeDown(report)}\n${report}`);
  await cast?.leave();
  await browser?.close();
  await house?.close();
});

describe('which routes are looked at', () => {
  test('every route of the web app has its line in the table, and every line its route', () => {
    expect(Object.keys(table).sort()).toEqual(written().sort());
    expect(written("createRoute({ ...within, path: '/planted', component })")).toEqual(['/planted']);
  });

  test('seeds that follow each other come to every route in every view', () => {
    const pairs = new Set<string>();
    const enough = Math.ceil((everything.length * views.length) / inSample);
    for (let one = 0; one < enough; one += 1)
      for (const round of sample(one, inSample)) pairs.add(JSON.stringify(round));
    expect(pairs.size).toBe(everything.length * views.length);
  });
});

describe('which views are in a part', () => {
  test('four parts are the whole, and each has both languages, both sizes and all schemes', () => {
    const each = [1, 2, 3, 4].map((one) => quarters([one])[0]?.views ?? []);
    expect(new Set(each.flat()).size).toBe(views.length);
    expect(quarters([1, 3])[0]?.views).toHaveLength(views.length / 2);
    for (const part of each) {
      const [languages, sizes, schemes] = (['language', 'size', 'scheme'] as const).map((of) =>
        part.map((one) => one[of]),
      );
      expect([languages, sizes, schemes].map((all) => new Set(all).size)).toEqual([2, 2, 3]);
    }
  });
});

describe('the pages', () => {
  test.each(rounds)('$route', async (round) => {
    const faults = await examine(round, cast, pictured, counts);
    found.push(...faults);
    looked += 1;
    if (report) writeDown(report);
    expect(faultsInWords(faults)).toEqual([]);
  });
});

describe('on the way', () => {
  if (!only)
    test.each(Object.entries(ways))('%s', async (_name, way) => {
      expect(await way(cast)).toEqual([]);
    });
});
