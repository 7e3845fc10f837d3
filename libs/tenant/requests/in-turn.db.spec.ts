// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { nextStep, nextWave, paceOf, type Candidate } from '#tenant/fairness';
import { inTurn } from './in-turn.ts';

const now = new Date('2026-05-04T09:00:00Z');
const someone: fc.Arbitrary<Candidate> = fc.record({
  id: fc.uuid(),
  lastHelpedAt: fc.option(
    fc.oneof(
      fc.constantFrom(new Date(0), now),
      fc.date({ min: new Date('2025-01-01'), max: now, noInvalidDate: true }),
    ),
  ),
  askedInVain: fc.nat(5),
  near: fc.boolean(),
  tooFar: fc.boolean(),
  word: fc.constantFrom('can', 'cannot', undefined),
});
// The lot is drawn by an id's first group: nobody has the same one.
const people = fc.uniqueArray(someone, { selector: ({ id }) => id.split('-', 1)[0], maxLength: 40 });
/** Alike in all but the lot. */
const alike = fc
  .uniqueArray(fc.uuid(), { selector: (id) => id.split('-', 1)[0], maxLength: 40 })
  .map((ids) => ids.map((id): Candidate => ({ id, lastHelpedAt: null, askedInVain: 0, near: false, tooFar: false })));

let client: Client;
beforeAll(async () => {
  client = new Client({ connectionString: `${process.env.HANDSLAG_TEST_POSTGRES ?? ''}/postgres` });
  await client.connect();
});
afterAll(() => client.end());

/** As the statement orders them; `most` of them, or all. */
async function ordered(request: string, candidates: readonly Candidate[], most: number | null): Promise<string[]> {
  const sql = `select c.id from jsonb_to_recordset($2::jsonb)
      as c(id uuid, "lastHelpedAt" timestamptz, "askedInVain" int, near boolean, "tooFar" boolean, word text)
    order by ${inTurn('c').replaceAll(/(?<!:):request\b/g, '$1')} limit $3`;
  const { rows } = await client.query<{ id: string }>(sql, [request, JSON.stringify(candidates), most]);
  return rows.map(({ id }) => id);
}

test('the statement puts people in the order of the rule', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uuid(), fc.oneof(people, alike), async (request, all) => {
      expect(await ordered(request, all, null)).toEqual(nextWave(request, all, all.length));
    }),
    { numRuns: 200 },
  );
});

test('of those whom it leaves out nobody would have been asked', async () => {
  const need = fc.record({
    id: fc.uuid(),
    quiet: fc.boolean(),
    invites: fc.option(fc.integer({ min: 1, max: 20 })),
    from: fc.option(fc.date({ min: now, max: new Date('2026-05-09'), noInvalidDate: true })),
  });
  await fc.assert(
    fc.asyncProperty(need, people, async (request, all) => {
      const pace = paceOf(request, now);
      const read = await ordered(request.id, all, pace && pace.size + 1);
      const found = all.filter(({ id }) => read.includes(id));
      expect(nextStep(request, found, now)).toEqual(nextStep(request, all, now));
    }),
    { numRuns: 200 },
  );
});
