// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Agreement, RequestExchange } from '#tenant/requests';
import { Place, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let helpers: Someone[];
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna');
  helpers = await Promise.all(
    ['Bo', 'Cecilia', 'David', 'Eva', 'Frans', 'Greta'].map((name) => place.person(town, name)),
  );
  south = await place.group(town, 'Söder', [anna, ...helpers]);
});
afterAll(() => place.close());

const agreementsOf = (requestId: string) => place.database.scope.run(town, (em) => em.find(Agreement, { requestId }));

test.each([1, 3])('of six who come at once, exactly %d win, and the others are told kindly', async (headCount) => {
  for (let round = 0; round < 4; round += 1) {
    const { id } = await place.ask(anna, [south], { matching: 'first-come', headCount });
    const answers = await Promise.all(
      helpers.map((helper) => place.call(helper, 'POST', `/requests/${id}/offers`, {})),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(headCount);
    const losers = answers.filter(({ statusCode }) => statusCode !== 201).map((answer) => answer.json<object>());
    expect(losers).toHaveLength(6 - headCount);
    for (const loser of losers) expect(loser).toMatchObject({ status: 409, code: 'request.taken' });
    const agreements = await agreementsOf(id);
    expect(agreements).toHaveLength(1);
    expect(agreements[0]?.helperIds).toHaveLength(headCount);
  }
});

test('two colleagues who say yes to two helpers at once: one helper is chosen', async () => {
  const unitId = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
  const [sara, kalle] = [
    await place.person(town, 'Sara', ['staff'], { unitId }),
    await place.person(town, 'Kalle', ['staff'], { unitId }),
  ];
  for (let round = 0; round < 4; round += 1) {
    const { id } = await place.ask(sara, [south], {
      onBehalf: { alias: 'Nils', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    });
    for (const helper of helpers.slice(0, 2)) await place.ok(helper, 'POST', `/requests/${id}/offers`);
    const offers = (await place.ok<{ items: { id: string }[] }>(sara, 'GET', `/requests/${id}/offers`)).items;
    const answers = await Promise.all(
      [sara, kalle].map((who, at) => place.call(who, 'POST', `/requests/${id}/offers/${offers[at]?.id}/acceptance`)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(await agreementsOf(id)).toHaveLength(1);
  }
});

test('a neighbour and a partner at once: one of them helps', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { id } = await place.ask(anna, [south], { matching: 'first-come' });
    const partner = place.database.scope.run(town, () =>
      place.app
        .get(RequestExchange)
        .acceptedByPartner(id, { functionAddress: 'besok@rodakorset.example.org', headCount: 2 }),
    );
    const [neighbour, outcome] = await Promise.all([
      place.call(helpers[0] as Someone, 'POST', `/requests/${id}/offers`, {}),
      partner,
    ]);
    expect([neighbour.statusCode === 201, outcome === 'done'].filter(Boolean)).toHaveLength(1);
    expect(await agreementsOf(id)).toHaveLength(1);
  }
});

test('many who ask at once get different numbers, which tell nobody how many have asked', async () => {
  const newTown = await place.tenant('melhus');
  const person = await place.person(newTown, 'Kari');
  const group = await place.group(newTown, 'Gimse', [person]);
  const asked = await Promise.all(Array.from({ length: 8 }, () => place.ask(person, [group])));
  const numbers = asked.map(({ number }: { number: number }) => number).sort((a, b) => a - b);
  expect(new Set(numbers).size).toBe(8);
  expect(numbers[0]).toBeGreaterThanOrEqual(100_000);
  expect(numbers[7]! - numbers[0]!).toBeGreaterThan(1000);
});

test('withdrawing while somebody says yes: one of the two happened, never half of each', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { id } = await place.ask(anna, [south], { matching: 'first-come' });
    const [yes, no] = await Promise.all([
      place.call(helpers[1] as Someone, 'POST', `/requests/${id}/offers`, {}),
      place.call(anna, 'POST', `/requests/${id}/withdraw`),
    ]);
    // Withdrawing is allowed before and after an agreement; saying yes only before the withdrawal.
    expect(no.statusCode).toBe(200);
    const request = await place.ok<{ state: string; agreementId: string | null }>(anna, 'GET', `/requests/${id}`);
    expect(request).toMatchObject({ state: 'withdrawn', agreementId: null });
    const states = (await agreementsOf(id)).map(({ state }) => state);
    expect(states).toEqual(yes.statusCode === 201 ? ['failed'] : []);
  }
});
