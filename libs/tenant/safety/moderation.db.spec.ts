// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { safety } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cia: Someone;
let coordinator: Someone;
let administrator: Someone;
let group: string;
let requestId: string;

beforeAll(async () => {
  await place.open([safety]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  cia = await place.person(town, 'Cia');
  coordinator = await place.person(town, 'David', ['coordinator']);
  administrator = await place.person(town, 'Ingrid', ['administrator']);
  group = await place.group(town, 'Söder', [anna, bo, cia]);
});
afterAll(() => place.close());
beforeEach(async () => {
  requestId = ((await place.ask(anna, [group], { text: 'Skotta snö, din slöfock' })) as { id: string }).id;
});

const flag = (who: Someone, subjectId: string, more: object = {}) =>
  place.call(who, 'POST', '/flags', { kind: 'request', subjectId, guideline: 'be-kind', ...more });
const caseOf = async (who: Someone, subjectId: string): Promise<Body> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', '/cases?limit=100')).items.find(
    (item: Body) => item.subjectId === subjectId,
  );
const decisionOf = async (who: Someone, subjectId: string): Promise<Body> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', '/decisions?limit=100')).items.find(
    (item: Body) => item.subjectId === subjectId,
  );
const decide = async (who: Someone, subjectId: string, decision: string) =>
  place.call(who, 'POST', `/cases/${(await caseOf(who, subjectId)).id}/decision`, {
    decision,
    guideline: 'be-kind',
    reason: 'Så skriver vi inte här.',
  });
const feedOf = async (who: Someone): Promise<string[]> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', '/requests?limit=100')).items.map(({ id }: Body) => id);

describe('guidelines', () => {
  test('there are usual ones from the start; only the administrator writes others, and old names stay readable', async () => {
    const other = await place.tenant('melhus');
    const kari = await place.person(other, 'Kari');
    const admin = await place.person(other, 'Ola', ['administrator']);
    const usual = await place.ok(kari, 'GET', '/guidelines');
    expect(usual.version).toBe(0);
    expect(usual.items.map(({ key }: Body) => key)).toContain('never-ask-for-card');
    for (const { words } of usual.items as Body[]) expect(Object.keys(words)).toEqual(['sv', 'sv-simple', 'en', 'ar']);
    const items = [{ key: 'snille', words: { sv: { name: 'Snille', text: 'Vær grei.' } } }];
    expect((await place.call(kari, 'POST', '/guidelines', { items })).statusCode).toBe(403);
    expect(await place.ok(admin, 'POST', '/guidelines', { items })).toMatchObject({ version: 1, items });
    expect((await place.ok(anna, 'GET', '/guidelines')).version).toBe(0);
  });
});

describe('flagging', () => {
  test('whoever may read it flags it once, under a guideline that is there; the author never, and is told nothing', async () => {
    expect((await flag(bo, requestId, { comment: 'Elakt' })).statusCode).toBe(204);
    expect((await flag(bo, requestId)).json()).toMatchObject({ code: 'flag.exists' });
    expect((await flag(anna, requestId)).json()).toMatchObject({ code: 'flag.own' });
    expect((await flag(cia, requestId, { guideline: 'not-there' })).json()).toMatchObject({
      code: 'flag.unknown-guideline',
    });
    const outside = await place.person(town, 'Utanför');
    expect((await flag(outside, requestId)).statusCode).toBe(404);
    expect((await flag(cia, requestId)).statusCode).toBe(204);
    const found = await caseOf(coordinator, requestId);
    expect(found).toMatchObject({ text: 'Skotta snö, din slöfock', state: 'waiting', can: { decide: true } });
    expect(found.flags).toHaveLength(2);
    // The moderator learns what, never who; the author neither.
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${bo.id}|${cia.id}|Bo|Cia`));
    expect(await decisionOf(anna, requestId)).toBeUndefined();
    expect((await place.call(anna, 'GET', '/cases')).statusCode).toBe(403);
  });

  test('the evidence is sealed at rest, stays as it was, and is forgotten when its time is over', async () => {
    await flag(bo, requestId, { comment: 'Kanariekommentar' });
    const { version } = await place.ok(anna, 'GET', `/requests/${requestId}`);
    await place.ok(anna, 'PATCH', `/requests/${requestId}`, { text: 'Skotta snö' }, { 'if-match': `"v${version}"` });
    expect((await caseOf(coordinator, requestId)).text).toBe('Skotta snö, din slöfock');
    const rows = () =>
      place.database.scope.run(town, () =>
        place.database.scope.rows<{ case: string; flag: string | null }>(
          `select c.sealed as case, f.sealed as flag from moderation_case c
           join flag f on f.tenant_id = :tenant and f.case_id = c.id
           where c.tenant_id = :tenant and c.subject_id = :requestId`,
          { requestId },
        ),
      );
    expect(JSON.stringify(await rows())).not.toMatch(/slöfock|Kanarie/);
    expect((await decide(coordinator, requestId, 'keep')).statusCode).toBe(200);
    place.clock.wait(24 * (14 + 89));
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    expect(await rows()).toHaveLength(1);
    place.clock.wait(24 * 2);
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    expect(await rows()).toHaveLength(0);
  });

  test('what stood in a hidden group is the administrator’s alone', async () => {
    const hidden = await place.group(town, 'Dold', [anna, bo], { access: 'hidden' });
    const { id } = await place.ask(anna, [hidden], { text: 'Dum text' });
    await flag(bo, id);
    expect(await caseOf(coordinator, id)).toBeUndefined();
    expect(await caseOf(administrator, id)).toMatchObject({ text: 'Dum text' });
  });

  test('a moderator never decides about their own text', async () => {
    const both = await place.group(town, 'Båda', [coordinator, bo]);
    const { id } = await place.ask(coordinator, [both], { text: 'Mitt eget' });
    await flag(bo, id);
    expect(await caseOf(coordinator, id)).toBeUndefined();
    const { id: caseId } = await caseOf(administrator, id);
    const body = { decision: 'keep', guideline: 'be-kind', reason: 'Bra' };
    expect((await place.call(coordinator, 'POST', `/cases/${caseId}/decision`, body)).statusCode).toBe(404);
  });
});

describe('deciding', () => {
  test('hidden, it leaves the feed at once and takes no offers; the author hears why; undone, it is there again', async () => {
    await flag(bo, requestId);
    const waiting = await place.ok(cia, 'POST', `/requests/${requestId}/offers`, {});
    expect(await feedOf(bo)).toContain(requestId);
    expect((await decide(coordinator, requestId, 'hide')).statusCode).toBe(200);
    expect(await feedOf(bo)).not.toContain(requestId);
    expect((await place.call(bo, 'GET', `/requests/${requestId}`)).statusCode).toBe(404);
    expect((await place.call(bo, 'POST', `/requests/${requestId}/offers`, {})).json()).toMatchObject({
      code: 'request.closed',
    });
    expect((await place.ok(cia, 'GET', `/requests/${requestId}`)).myOffer).toMatchObject({
      id: waiting.offer.id,
      state: 'declined',
    });
    expect(await decisionOf(anna, requestId)).toMatchObject({
      decision: 'hide',
      reason: 'Så skriver vi inte här.',
      guideline: { words: { sv: { name: 'Var vänlig' } } },
      can: { appeal: true },
    });
    expect(await decisionOf(bo, requestId)).toBeUndefined();
    const { id } = await caseOf(coordinator, requestId);
    expect(await place.ok(coordinator, 'POST', `/cases/${id}/undo`, {})).toMatchObject({ state: 'waiting' });
    expect(await feedOf(bo)).toContain(requestId);
    expect(await decisionOf(anna, requestId)).toBeUndefined();
    expect((await place.call(bo, 'POST', `/requests/${requestId}/offers`, {})).statusCode).toBe(201);
  });

  test('removed, its words are gone for the author, too, until somebody gives them back', async () => {
    await flag(bo, requestId);
    await decide(coordinator, requestId, 'remove');
    expect(await place.ok(anna, 'GET', `/requests/${requestId}`)).toMatchObject({ text: '', state: 'withdrawn' });
    const { id } = await caseOf(coordinator, requestId);
    await place.ok(coordinator, 'POST', `/cases/${id}/undo`, {});
    expect(await place.ok(anna, 'GET', `/requests/${requestId}`)).toMatchObject({ text: 'Skotta snö, din slöfock' });
  });

  test('an agreement that stood on it ends with it, as when the asker withdraws', async () => {
    const { id } = await place.ask(anna, [group], { matching: 'first-come' });
    const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
    await flag(bo, id);
    await decide(administrator, id, 'hide');
    expect((await place.ok(bo, 'GET', `/agreements/${agreementId}`)).state).toBe('failed');
  });

  test('an offer’s note, a line of a thread and a group’s text are taken away and given back alike', async () => {
    const { id } = await place.ask(anna, [group], { matching: 'first-come' });
    const { offer, agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, { note: 'Ge mig ditt kort' });
    const line = await place.ok(bo, 'POST', `/agreements/${agreementId}/notes`, { text: 'Vad är koden?' });
    const texts = await place.group(town, 'Med text', [bo], { about: 'Om oss', welcome: 'Hej', leaders: [anna] });
    const notes = async () => (await place.ok(anna, 'GET', `/agreements/${agreementId}/notes`)).items as Body[];
    const about = async () => (await place.ok(bo, 'GET', `/groups/${texts}`)).about as string;
    const note = async () => ((await place.ok(anna, 'GET', `/requests/${id}/offers`)).items as Body[])[0].note;

    expect((await flag(cia, offer.id, { kind: 'offer' })).statusCode).toBe(404);
    expect((await flag(cia, line.id, { kind: 'note' })).statusCode).toBe(404);
    await flag(anna, offer.id, { kind: 'offer', guideline: 'never-ask-for-card' });
    await flag(anna, line.id, { kind: 'note', guideline: 'never-ask-for-card' });
    await flag(bo, texts, { kind: 'group' });
    for (const subject of [offer.id, line.id, texts])
      expect((await decide(coordinator, subject, 'hide')).statusCode).toBe(200);
    expect([await note(), await notes(), await about()]).toEqual([null, [], '']);
    expect(await decisionOf(bo, line.id)).toMatchObject({ text: 'Vad är koden?' });
    expect(await decisionOf(anna, texts)).toMatchObject({ text: 'Om oss\n\nHej' });
    for (const subject of [offer.id, line.id, texts]) {
      const { id: caseId } = await caseOf(coordinator, subject);
      await place.ok(coordinator, 'POST', `/cases/${caseId}/undo`, {});
    }
    expect([await note(), await about()]).toEqual(['Ge mig ditt kort', 'Om oss']);
    expect(await notes()).toMatchObject([{ id: line.id, text: 'Vad är koden?', author: 'Bo' }]);
  });
});

describe('appealing', () => {
  test('once, while the time runs; another than the first decides, and says so in words', async () => {
    await flag(bo, requestId);
    await decide(coordinator, requestId, 'hide');
    const { id } = await decisionOf(anna, requestId);
    const appeal = () => place.call(anna, 'POST', `/decisions/${id}/appeal`, { text: 'Det var ett skämt' });
    expect((await place.call(bo, 'POST', `/decisions/${id}/appeal`, { text: 'Jag?' })).statusCode).toBe(404);
    expect((await appeal()).statusCode).toBe(200);
    expect((await appeal()).json()).toMatchObject({ code: 'moderation.appealed-already' });
    expect((await caseOf(coordinator, requestId)).can).toEqual({ decide: false, undo: false });
    expect((await decide(coordinator, requestId, 'hide')).json()).toMatchObject({ code: 'moderation.another-decides' });
    expect((await caseOf(administrator, requestId)).appeal).toBe('Det var ett skämt');
    expect((await decide(administrator, requestId, 'keep')).statusCode).toBe(200);
    expect(await feedOf(bo)).toContain(requestId);
    expect(await decisionOf(anna, requestId)).toMatchObject({
      state: 'closed',
      decision: 'keep',
      reason: 'Så skriver vi inte här.',
      answer: 'Så skriver vi inte här.',
    });
    expect((await decide(administrator, requestId, 'hide')).json()).toMatchObject({ code: 'moderation.decided' });
  });

  test('after two weeks it is too late, to appeal and to undo', async () => {
    await flag(bo, requestId);
    await decide(coordinator, requestId, 'hide');
    const { id } = await decisionOf(anna, requestId);
    place.clock.wait(24 * 14);
    const late = { code: 'moderation.time-is-over' };
    expect((await place.call(anna, 'POST', `/decisions/${id}/appeal`, { text: 'Nej' })).json()).toMatchObject(late);
    expect((await place.call(coordinator, 'POST', `/cases/${id}/undo`, {})).json()).toMatchObject(late);
    expect((await decisionOf(anna, requestId)).can.appeal).toBe(false);
  });
});

test('what looks like advertising is pointed at before, and waits for a moderator when it is sent all the same', async () => {
  const text = 'Städfirman Glans AB putsar fönster från 299 kr. www.glansstad.se';
  const { signs } = await place.ok(anna, 'POST', '/advertising-check', { text });
  expect(signs).toContainEqual({ kind: 'price', found: '299 kr' });
  expect((await place.ok(anna, 'POST', '/advertising-check', { text: 'Skotta snö' })).signs).toEqual([]);
  const { id } = await place.ask(anna, [group], { text });
  expect(await caseOf(coordinator, id)).toMatchObject({
    state: 'waiting',
    flags: [{ byItself: true, comment: null, guideline: { key: 'no-advertising' } }],
  });
  expect(await feedOf(bo)).toContain(id);
  expect(await decisionOf(anna, id)).toBeUndefined();
});
