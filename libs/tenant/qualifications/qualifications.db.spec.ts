// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { Attestation } from './attestation.entity.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let harald: Someone;
let hedda: Someone;
let leader: Someone;
let coordinator: Someone;
let administrator: Someone;
let group: string;

const needed = (kind: string, more: object = {}) => ({ serviceType: 'accompany', purpose: 'help', kind, ...more });
const put = (who: Someone, items: object[], id = group) =>
  place.app.inject({
    method: 'PUT',
    url: `/api/v1/groups/${id}/requirements`,
    headers: { host: new URL(who.origin).host, origin: who.origin, 'x-test-person': who.id },
    payload: { items },
  });
const attest = (who: Someone, whom: Someone, body: object, id = group) =>
  place.call(who, 'POST', `/groups/${id}/members/${whom.id}/attestations`, { seenOn: today(), ...body });
const today = () => place.clock.now().toISOString().slice(0, 10);
const feedOf = async (who: Someone): Promise<string[]> =>
  (await place.ok<Body>(who, 'GET', '/requests?limit=100')).items.map(({ id }: Body) => id);
const counted = async (serviceType = 'accompany'): Promise<number> =>
  (await place.ok<Body>(anna, 'POST', '/requests/audience', { groupIds: [group], serviceType })).people;
const itemOf = (body: Body, kind: string): Body => body.items.find((item: Body) => item.kind === kind);

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  leader = await place.person(town, 'Lena Ledare');
  coordinator = await place.person(town, 'Clara Samordnare', ['coordinator']);
  administrator = await place.person(town, 'Adam Administratör', ['administrator']);
});
afterAll(() => place.close());

/** A group of its own for each story, and helpers who have nothing yet. */
async function fresh(): Promise<void> {
  harald = await place.person(town, 'Harald Hjälpare');
  hedda = await place.person(town, 'Hedda Hjälpare');
  group = await place.group(town, 'Ledsagarna', [anna, harald, hedda], { leaders: [leader], access: 'qualified' });
}

test('a member helps with what they have everything for, and is met by nothing else', async () => {
  await fresh();
  expect(await counted()).toBe(3);
  expect((await put(leader, [needed('interview'), needed('course', { subject: 'Första hjälpen' })])).statusCode).toBe(
    200,
  );
  const walk = await place.ask(anna, [group], { serviceType: 'accompany' });
  const snow = await place.ask(anna, [group], { serviceType: 'practical' });
  expect(await counted()).toBe(0);
  expect(await counted('practical')).toBe(3);
  expect(await feedOf(harald)).toEqual([snow.id]);
  expect((await place.call(harald, 'GET', `/requests/${walk.id}`)).statusCode).toBe(404);
  expect((await place.call(harald, 'POST', `/requests/${walk.id}/offers`, {})).statusCode).toBe(404);

  expect((await attest(leader, harald, { kind: 'interview' })).statusCode).toBe(201);
  expect(await counted()).toBe(0);
  const list = (await attest(coordinator, harald, { kind: 'course', subject: 'första HJÄLPEN ' })).json();
  expect(list.items.map(({ state }: Body) => state)).toEqual(['fulfilled', 'fulfilled']);
  expect(await counted()).toBe(1);
  expect((await feedOf(harald)).sort()).toEqual([snow.id, walk.id].sort());
  expect(await feedOf(hedda)).toEqual([snow.id]);

  await place.ok(harald, 'POST', `/requests/${walk.id}/offers`, {});
  await place.ok(hedda, 'POST', `/requests/${snow.id}/offers`, {});
  const marks = async (id: string) =>
    (await place.ok<Body>(anna, 'GET', `/requests/${id}/offers`)).items.map(({ qualified }: Body) => qualified);
  expect([await marks(walk.id), await marks(snow.id)]).toEqual([[true], [false]]);
  const own = await place.ok<Body>(harald, 'GET', `/requests/${walk.id}`);
  expect(own.myOffer.qualified).toBeNull();
});

test('what was withdrawn counts from that moment: no offer becomes an agreement, what is agreed stays', async () => {
  await fresh();
  await put(administrator, [needed('interview')]);
  await attest(leader, harald, { kind: 'interview' });
  const agreed = await place.ask(anna, [group], { serviceType: 'accompany', matching: 'first-come' });
  await place.ok(harald, 'POST', `/requests/${agreed.id}/offers`, {});
  const waiting = await place.ask(anna, [group], { serviceType: 'accompany' });
  const { offer } = await place.ok<Body>(harald, 'POST', `/requests/${waiting.id}/offers`, {});

  const list = await place.ok<Body>(leader, 'GET', `/groups/${group}/members/${harald.id}/checklist`);
  const { id } = itemOf(list, 'interview').attestation;
  const gone = await place.ok<Body>(leader, 'POST', `/attestations/${id}/withdrawal`, { reason: 'incident' });
  expect(gone).toMatchObject({ withdrawnReason: 'incident', can: { withdraw: false, restore: true } });
  expect(await counted()).toBe(0);
  expect(await feedOf(harald)).toEqual([]);
  const refused = await place.call(anna, 'POST', `/requests/${waiting.id}/offers/${offer.id}/acceptance`);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'offer.helper-lacks']);
  await place.ok(harald, 'DELETE', `/requests/${waiting.id}/offers/${offer.id}`);
  const agreements = await place.ok<Body>(harald, 'GET', '/agreements');
  expect(agreements.items).toMatchObject([{ state: 'agreed' }]);

  const seen = await place.ok<Body>(harald, 'GET', '/me/qualifications');
  expect(seen.groups).toMatchObject([{ id: group, items: [{ kind: 'interview', state: 'withdrawn' }] }]);

  await place.ok(coordinator, 'DELETE', `/attestations/${id}/withdrawal`);
  expect(await counted()).toBe(1);
  await place.ok(coordinator, 'POST', `/attestations/${id}/withdrawal`, { reason: 'mistake' });
  place.clock.wait(25);
  const late = await place.call(coordinator, 'DELETE', `/attestations/${id}/withdrawal`);
  expect([late.statusCode, late.json().code]).toEqual([409, 'attestation.too-late-to-undo']);
  const other = await place.person(town, 'Någon annan');
  expect((await place.call(other, 'POST', `/attestations/${id}/withdrawal`, { reason: 'mistake' })).statusCode).toBe(
    404,
  );
  const own = await place.call(harald, 'POST', `/attestations/${id}/withdrawal`, { reason: 'own-wish' });
  expect([own.statusCode, own.json().code]).toEqual([403, 'attestation.own']);
});

test('whoever lacks something to ask is told what', async () => {
  await fresh();
  await put(administrator, [needed('course', { purpose: 'ask', subject: 'Trygg hemma' })]);
  const body = { groupIds: [group], serviceType: 'accompany' };
  const refused = await place.call(anna, 'POST', '/requests/audience', body);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: 'lacks.course', values: { subject: 'Trygg hemma' } });
  expect((await place.call(anna, 'POST', '/requests', { ...body, text: 'Till läkaren', send: true })).statusCode).toBe(
    422,
  );
  expect((await place.call(coordinator, 'POST', '/requests/audience', body)).statusCode).toBe(200);
  await attest(leader, anna, { kind: 'course', subject: 'Trygg hemma' });
  expect((await place.call(anna, 'POST', '/requests/audience', body)).statusCode).toBe(200);
});

test('whoever offered before and lacks something since is told what, in place of their own request', async () => {
  await fresh();
  const walk = await place.ask(anna, [group], { serviceType: 'accompany' });
  await place.ok(harald, 'POST', `/requests/${walk.id}/offers`, {});
  await put(leader, [needed('minimum-age', { years: 18 })]);
  const again = await place.call(harald, 'POST', `/requests/${walk.id}/offers`, {});
  expect([again.statusCode, again.json()]).toMatchObject([403, { code: 'lacks.minimum-age', values: { years: 18 } }]);
  expect((await attest(leader, harald, { kind: 'minimum-age', years: 16 })).json().code).toBe(
    'attestation.not-demanded',
  );
  expect((await attest(leader, harald, { kind: 'minimum-age', years: 18 })).statusCode).toBe(201);
  await put(leader, [needed('minimum-age', { years: 21 })]);
  expect(await counted()).toBe(0);
  await put(leader, [needed('minimum-age', { years: 16 })]);
  expect(await counted()).toBe(1);
});

test('the declaration is signed by the person, in the newest version; a new text gives thirty days', async () => {
  await fresh();
  await put(leader, [needed('declaration')]);
  const { version } = await place.ok<Body>(administrator, 'POST', '/declarations', { text: { sv: ['Jag tiger.'] } });
  expect((await attest(coordinator, harald, { kind: 'declaration' })).json().code).toBe('attestation.must-be-signed');
  const sign = (who: Someone, number: number) =>
    place.call(who, 'POST', '/me/declaration-signatures', { version: number });
  expect((await sign(harald, version + 1)).json().code).toBe('declaration.outdated');
  const mine = (await sign(harald, version)).json();
  expect(mine.groups[0].items).toMatchObject([{ state: 'fulfilled', attestation: { declarationVersion: version } }]);
  await sign(harald, version);
  expect((await place.ok<Body>(harald, 'GET', '/me/qualifications')).attestations.length).toBe(
    mine.attestations.length,
  );
  expect(await counted()).toBe(1);

  await place.ok(administrator, 'POST', '/declarations', { text: { sv: ['Jag tiger, alltid.'] } });
  const soon = await place.ok<Body>(harald, 'GET', '/me/qualifications');
  expect(soon.groups[0].items[0]).toMatchObject({ state: 'fulfilled', attestation: { expiresSoon: true } });
  place.clock.wait(30 * 24 + 1);
  expect(await counted()).toBe(0);
  expect((await sign(harald, version)).json().code).toBe('declaration.outdated');
  await sign(harald, version + 1);
  expect(await counted()).toBe(1);
});

test('what was seen ends by the clock, and is thought of thirty days before, once', async () => {
  await fresh();
  await put(leader, [needed('register-extract', { subject: 'Arbete med barn', validMonths: 3 })]);
  await attest(leader, hedda, { kind: 'register-extract', subject: 'Arbete med barn' });
  const mine = async () =>
    (await place.ok<Body>(coordinator, 'GET', '/attestations/expiring?limit=100')).items.filter(
      ({ personId }: Body) => personId === hedda.id,
    );
  const reminded = async () => {
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    const { items } = await place.ok<Body>(hedda, 'GET', '/notices');
    return items.filter(({ kind }: Body) => kind === 'attestation.ending');
  };
  expect(await mine()).toEqual([]);
  expect(await counted()).toBe(1);
  expect(await reminded()).toEqual([]);
  place.clock.wait(70 * 24);
  const [first, ...more] = await reminded();
  expect([first, more]).toEqual([expect.objectContaining({ about: 'attestation', seenAt: null }), []]);
  place.clock.wait(24);
  expect(await reminded()).toEqual([first]);
  expect(await mine()).toMatchObject([{ personName: 'Hedda Hjälpare', kind: 'register-extract', expiresSoon: true }]);
  place.clock.wait(23 * 24);
  expect(await mine()).toEqual([]);
  expect(await counted()).toBe(0);
  const list = await place.ok<Body>(hedda, 'GET', `/groups/${group}/requirements`);
  expect(list.mine).toMatchObject([{ state: 'expired' }]);
});

test('of an extract nothing can be kept but that it was seen', async () => {
  await fresh();
  await put(leader, [needed('register-extract', { subject: 'Arbete med barn' })]);
  const said = { kind: 'register-extract', subject: 'Arbete med barn' };
  for (const more of ['file', 'note', 'content', 'document', 'attachment'])
    expect((await attest(leader, hedda, { ...said, [more]: 'Inga anmärkningar' })).statusCode).toBe(400);
  // Every column the table has: whoever adds one has to think of this.
  expect(Object.keys(place.database.orm.getMetadata().get(Attestation).properties).sort()).toEqual(
    [
      ...['id', 'tenantId', 'personId', 'kind', 'subject', 'subjectKey', 'years', 'seenOn', 'seenById', 'createdAt'],
      // Of what was shown in a passport: the name of the partner that attests it, and nothing from it.
      'issuedBy',
      ...['declarationVersion', 'acr', 'validTo', 'remindedAt', 'withdrawnAt', 'withdrawnById', 'withdrawnReason'],
    ].sort(),
  );
});

test('what somebody has is gone when they leave', async () => {
  await fresh();
  const leaving = await place.person(town, 'Lotta Lämnar');
  await place.ok(leaving, 'POST', `/groups/${group}/membership`);
  await put(leader, [needed('interview')]);
  const unlikely = { kind: 'interview', seenOn: place.clock.in(72).slice(0, 10) };
  expect((await attest(leader, leaving, unlikely)).json().code).toBe('attestation.seen-in-the-future');
  expect((await attest(leader, leaving, { kind: 'interview' })).statusCode).toBe(201);
  await place.ok(leaving, 'DELETE', '/me');
  const left = await place.database.scope.run(town, (em) => em.count(Attestation, { personId: leaving.id }));
  expect(left).toBe(0);
});

test('leaders attest in their own groups only, nobody for themselves', async () => {
  await fresh();
  await put(leader, [needed('interview')]);
  const seen = { kind: 'interview' };
  const elsewhere = await place.group(town, 'Andra', [harald], { leaders: [hedda] });
  expect((await attest(hedda, harald, seen)).statusCode).toBe(403);
  expect((await attest(leader, harald, seen, elsewhere)).statusCode).toBe(403);
  expect((await attest(leader, leader, seen)).json().code).toBe('attestation.own');
  expect((await attest(hedda, harald, seen, elsewhere)).json().code).toBe('attestation.not-demanded');
  expect((await put(harald, [])).statusCode).toBe(403);
  const twice = await put(leader, [needed('interview'), needed('interview', { validMonths: 3 })]);
  expect(twice.statusCode).toBe(400);
});
