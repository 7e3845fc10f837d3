// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { safety } from '#tenant/safety';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { series } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cia: Someone;
let south: string;

beforeAll(async () => {
  await place.open([series, safety]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Berg');
  cia = await place.person(town, 'Cia Carlsson');
  south = await place.group(town, 'Söder', [anna, bo, cia]);
});
afterAll(() => place.close());

async function agreed(asker = anna, helper = bo, more: object = {}): Promise<string> {
  const { id } = await place.ask(asker, [south], { matching: 'first-come', ...more });
  return (await place.ok(helper, 'POST', `/requests/${id}/offers`, {})).agreementId;
}
async function confirmed(asker = anna, helper = bo): Promise<string> {
  const id = await agreed(asker, helper);
  await place.ok(helper, 'POST', `/agreements/${id}/completion`);
  await place.ok(asker, 'POST', `/agreements/${id}/confirmation`);
  return id;
}
const again = (who: Someone, id: string) => place.ok<Body>(who, 'GET', `/agreements/${id}/again`);
const wish = (who: Someone, id: string) => place.ok<Body>(who, 'PUT', `/agreements/${id}/again`);
const code = async (who: Someone, method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object) =>
  (await place.call(who, method, path, body)).json<Body>().code as string;
const plan = (more: object = {}) => ({
  rhythm: 'weekly',
  firstOn: '2026-06-04',
  time: '10:00',
  lasts: 60,
  until: '2026-08-27',
  ...more,
});

/** Everything of it that somebody can ask for, without what time and chance put there. */
async function allThat(who: Someone, id: string): Promise<string> {
  const answers = [];
  for (const path of [
    `/agreements/${id}/again`,
    `/agreements/${id}`,
    `/agreements/${id}/notes`,
    '/series',
    '/notices?limit=100',
    '/notices/count',
  ]) {
    const answer = await place.call(who, 'GET', path);
    answers.push(answer.statusCode, answer.headers['etag'], answer.body);
  }
  answers.push(await code(who, 'POST', `/agreements/${id}/series`, plan()));
  return JSON.stringify(answers);
}

test.each([
  ['helper', () => [anna, bo] as const],
  ['asker', () => [bo, anna] as const],
])('as long as only the other wishes it, all that the %s can ask for is as before', async (_, pair) => {
  const [id, twin] = [await confirmed(), await confirmed()];
  const [first, second] = pair();
  const before = await allThat(second, id);
  expect(await wish(first, id)).toMatchObject({ wished: true, mutual: false, can: { wish: false, takeBack: true } });
  expect(await allThat(second, id)).toBe(before);
  // What the second one does with their own wish is answered alike, whether or not the first one has one.
  const own = async (of: string) => {
    const taken = await place.call(second, 'DELETE', `/agreements/${of}/again`);
    return taken.body;
  };
  expect(await own(id)).toBe(await own(twin));
  await place.ok(first, 'DELETE', `/agreements/${id}/again`);
  expect(await allThat(second, id)).toBe(before);
});

test('when both have said so both know, and the first one is told', async () => {
  const id = await confirmed();
  place.clock.wait(1);
  await wish(bo, id);
  const seen = await wish(anna, id);
  expect(seen).toEqual({
    wished: true,
    mutual: true,
    seriesId: null,
    can: { wish: false, takeBack: true, propose: true },
  });
  expect(await again(bo, id)).toEqual(seen);
  const { items } = await place.ok(bo, 'GET', '/notices');
  expect(items[0]).toMatchObject({ kind: 'agreement.again', subjectId: id });
  await place.ok(bo, 'DELETE', `/agreements/${id}/again`);
  expect(await again(anna, id)).toMatchObject({ wished: true, mutual: false });
});

test('nothing before it is confirmed, nor of what an organisation asked or several helped with', async () => {
  const early = await agreed();
  expect(await code(bo, 'PUT', `/agreements/${early}/again`)).toBe('series.not-confirmed');
  expect(await again(bo, early)).toMatchObject({ can: { wish: false } });

  const several = await agreed(anna, bo, { headCount: 2 });
  const { request } = await place.ok(bo, 'GET', `/agreements/${several}`);
  await place.ok(cia, 'POST', `/requests/${request.id}/offers`, {});
  await place.ok(bo, 'POST', `/agreements/${several}/completion`);
  await place.ok(anna, 'POST', `/agreements/${several}/confirmation`);
  expect(await code(bo, 'PUT', `/agreements/${several}/again`)).toBe('series.not-between-two');

  const klara = await place.person(town, 'Klara Samordnare', ['coordinator']);
  const onBehalf = { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } };
  const theirs = await agreed(klara, bo, { onBehalf });
  await place.ok(bo, 'POST', `/agreements/${theirs}/completion`);
  await place.ok(klara, 'POST', `/agreements/${theirs}/confirmation`);
  expect(await code(klara, 'PUT', `/agreements/${theirs}/again`)).toBe('series.not-between-two');
  expect((await place.call(cia, 'GET', `/agreements/${theirs}/again`)).statusCode).toBe(404);
});

test('whom one has blocked sees only that it is no longer mutual, and never that it could not be', async () => {
  const eva = await place.person(town, 'Eva Ek');
  const fia = await place.person(town, 'Fia Falk');
  const group = await place.group(town, 'Norr', [eva, fia]);
  const made = async () => {
    const { id } = await place.ask(eva, [group], { matching: 'first-come' });
    const { agreementId } = await place.ok(fia, 'POST', `/requests/${id}/offers`, {});
    await place.ok(fia, 'POST', `/agreements/${agreementId}/completion`);
    await place.ok(eva, 'POST', `/agreements/${agreementId}/confirmation`);
    return agreementId as string;
  };
  const [one, two] = [await made(), await made()];
  for (const who of [eva, fia]) await wish(who, one);
  await place.ok(eva, 'POST', '/blocks', { agreementId: one });
  // As when the other had taken their word back.
  expect(await again(fia, one)).toEqual({
    wished: true,
    mutual: false,
    seriesId: null,
    can: { wish: false, takeBack: true, propose: false },
  });
  await wish(eva, two);
  expect(await wish(fia, two)).toMatchObject({ wished: true, mutual: false });
  expect(await code(fia, 'POST', `/agreements/${two}/series`, plan())).toBe('series.not-mutual');
});

test('a plan is looked at: not in the past, not more than a year ahead, and more than once', async () => {
  const id = await confirmed();
  for (const who of [anna, bo]) await wish(who, id);
  const propose = (more: object) => code(bo, 'POST', `/agreements/${id}/series`, plan(more));
  expect(await propose({ firstOn: '2026-05-04', time: '10:59' })).toBe('series.begins-in-the-past');
  expect(await propose({ until: '2027-06-01' })).toBe('series.too-far');
  expect(await propose({ until: '2026-06-10' })).toBe('series.too-few');
  expect(await propose({ time: '24:00' })).toBe('input.invalid');
  const made = await place.ok<Body>(bo, 'POST', `/agreements/${id}/series`, plan());
  expect(made).toMatchObject({ state: 'proposed', mine: true, side: 'helper', otherName: 'Anna Asplund' });
  expect(await code(anna, 'POST', `/agreements/${id}/series`, plan())).toBe('series.exists');
  expect(await code(anna, 'DELETE', `/agreements/${id}/again`)).toBe('series.exists');
  expect((await place.call(cia, 'GET', `/series/${made.id}`)).statusCode).toBe(404);
  expect((await place.call(bo, 'POST', `/series/${made.id}/acceptance`)).statusCode).toBe(403);
});
