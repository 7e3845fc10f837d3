// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let staff: Someone;
let outsiders: Someone[];
let helpers: Someone[];
let south: string;
const path = (id: string, rest = '') => `/requests/${id}${rest}`;
const secret = 'Xqzhemlig';

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, `${secret} Namn`);
  staff = await place.person(town, 'Sara Staff', ['staff']);
  const roles = [['coordinator'], ['administrator'], ['resident']] as const;
  outsiders = [staff];
  for (const role of roles) outsiders.push(await place.person(town, `Utanför ${role[0]}`, role));
  helpers = [];
  for (let n = 0; n < 10; n += 1) helpers.push(await place.person(town, `Hjälpare ${n}`));
  south = await place.group(town, 'Söder', [anna, ...helpers]);
});
afterAll(() => place.close());

const quietly = (fields: object = {}) =>
  place.ask(anna, [south], {
    quiet: true,
    serviceType: 'social',
    area: 'Söder',
    text: `${secret} text`,
    details: { contactName: `${secret} kontakt`, phone: '0701740605' },
    ...fields,
  });
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}
async function asked(id: string): Promise<Someone[]> {
  const found: Someone[] = [];
  for (const one of helpers) if ((await place.call(one, 'GET', path(id))).statusCode === 200) found.push(one);
  return found;
}
/** Everything a person can look at, as one text; what has its own moment in it is left out. */
async function everythingFor(who: Someone, id: string): Promise<string> {
  const paths = [
    '/requests?limit=100',
    '/requests?scope=mine',
    '/requests?scope=board',
    '/requests/unanswered',
    '/requests/figures',
    '/groups',
    '/agreements',
    path(id),
    path(id, '/offers'),
    path(id, '/access-entries'),
    path(id, '/seen'),
  ];
  const answers: string[] = [];
  for (const one of paths) {
    const answer = await place.call(who, 'GET', one);
    answers.push(`${one.replace(id, 'ID')} ${answer.statusCode} ${answer.body.replace(/"traceId":"[^"]*"/, '')}`);
  }
  for (const [verb, body] of [
    ['offers', {}],
    ['pass', {}],
    ['broadening', { groupId: south }],
    ['withdraw', {}],
  ] as const) {
    const answer = await place.call(who, 'POST', path(id, `/${verb}`), body);
    answers.push(`${verb} ${answer.statusCode} ${answer.body.replace(/"traceId":"[^"]*"/, '')}`);
  }
  return answers.join('\n');
}

describe('a quiet request', () => {
  test('is met by a few, and to everybody else it sounds like nothing, however long it waits', async () => {
    const absent = '0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e';
    const before = new Map<string, string>();
    for (const one of [...outsiders, ...helpers]) before.set(one.id, await everythingFor(one, absent));
    const { id } = await quietly();
    const first = await asked(id);
    expect(first).toHaveLength(4);
    const others = () => [...outsiders, ...helpers.filter((one) => !first.includes(one))];
    for (const one of others()) expect(await everythingFor(one, id)).toBe(before.get(one.id));
    await wait(4.1);
    expect(await asked(id)).toHaveLength(8);
    await wait(24);
    await wait(24);
    expect(await asked(id)).toHaveLength(10);
    for (const one of outsiders) expect(await everythingFor(one, id)).toBe(before.get(one.id));
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('opens step by step: area and kind, the words after "I can", name and contact after the agreement', async () => {
    const { id } = await quietly();
    const [bo, cecilia] = (await asked(id)) as [Someone, Someone];
    const card = await place.ok(bo, 'GET', path(id));
    expect(card).toMatchObject({ serviceType: 'social', area: 'Söder', text: null, quiet: true });
    expect(JSON.stringify([card, await place.ok(bo, 'GET', '/requests?limit=100')])).not.toContain(secret);
    await place.ok(bo, 'POST', path(id, '/offers'));
    expect(await place.ok(bo, 'GET', path(id))).toMatchObject({ text: `${secret} text` });
    expect(JSON.stringify(await place.ok(bo, 'GET', path(id)))).not.toMatch(/kontakt|Namn/);
    expect(await place.ok(cecilia, 'GET', path(id))).toMatchObject({ text: null });
    const [offer] = (await place.ok(anna, 'GET', path(id, '/offers'))).items;
    const { id: agreementId } = await place.ok(anna, 'POST', path(id, `/offers/${offer.id}/acceptance`));
    expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({
      askerName: `${secret} Namn`,
      details: { contactName: `${secret} kontakt` },
    });
    expect((await place.call(cecilia, 'GET', path(id))).statusCode).toBe(404);
  });

  test('"not now" is told to nobody, is final for whoever said it, and lets the next ones come', async () => {
    const { id } = await quietly();
    const views = async () => [
      await place.ok(anna, 'GET', path(id)),
      await place.ok(anna, 'GET', path(id, '/offers')),
      await place.ok(anna, 'GET', path(id, '/access-entries')),
      await place.ok(anna, 'GET', path(id, '/seen')),
      await place.ok(anna, 'GET', '/requests?scope=mine'),
    ];
    const before = JSON.stringify(await views());
    const first = await asked(id);
    for (const one of first) {
      expect((await place.call(one, 'POST', path(id, '/pass'))).statusCode).toBe(204);
      expect((await place.call(one, 'GET', path(id))).statusCode).toBe(404);
      expect((await place.call(one, 'POST', path(id, '/offers'))).statusCode).toBe(404);
    }
    expect(JSON.stringify(await views())).toBe(before);
    const second = await asked(id);
    expect(second).toHaveLength(4);
    expect(second.some((one) => first.includes(one))).toBe(false);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('"not now" is for those who were asked in quiet: what everybody meets one simply leaves', async () => {
    const { id } = await place.ask(anna, [south]);
    const answer = await place.call(helpers[0] as Someone, 'POST', path(id, '/pass'));
    expect(answer.json()).toMatchObject({ status: 403, code: 'request.not-your-turn' });
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('before it is sent the asker is told how many may be asked, a few first, and no coordinator', async () => {
    const body = { groupIds: [south], serviceType: 'social', quiet: true };
    expect(await place.ok(anna, 'POST', '/requests/audience', body)).toMatchObject({
      people: 10,
      first: 4,
      coordinators: 0,
    });
  });

  test('is one’s own: not for somebody else, and not for partners', async () => {
    const body = { serviceType: 'social', text: 'Kaffe', groupIds: [south], quiet: true, send: true };
    const answer = await place.call(staff, 'POST', '/requests', { ...body, onBehalf: { alias: 'Nils' } });
    expect(answer.json()).toMatchObject({ status: 422, code: 'request.quiet-is-ones-own' });
  });

  test('asks only those who have what the group demands: who lacks it is not counted, never asked, and loses their turn', async () => {
    const coordinator = outsiders[1] as Someone;
    const able = helpers.slice(0, 2);
    const group = await place.group(town, 'Besökarna', [anna, ...helpers], { access: 'qualified' });
    const demands = { items: [{ serviceType: 'social', purpose: 'help', kind: 'interview' }] };
    await place.ok(coordinator, 'PUT', `/groups/${group}/requirements`, demands);
    const seenOn = place.clock.now().toISOString().slice(0, 10);
    const attest = (one: Someone) =>
      place.ok(coordinator, 'POST', `/groups/${group}/members/${one.id}/attestations`, { kind: 'interview', seenOn });
    const [list] = [await attest(able[0] as Someone), await attest(able[1] as Someone)];
    const attestationId = list.items[0].attestation.id as string;
    const body = { groupIds: [group], serviceType: 'social', quiet: true };
    expect(await place.ok(anna, 'POST', '/requests/audience', body)).toMatchObject({ people: 2, first: 2 });

    const { id } = await quietly({ groupIds: [group] });
    await wait(4.1);
    expect(await asked(id)).toEqual(able);
    await place.ok(coordinator, 'POST', `/attestations/${attestationId}/withdrawal`, { reason: 'mistake' });
    expect(await asked(id)).toEqual(able.slice(1));
    for (const verb of ['pass', 'offers'])
      expect((await place.call(able[0] as Someone, 'POST', path(id, `/${verb}`))).statusCode).toBe(404);
    expect((await place.ok(able[0] as Someone, 'GET', '/requests?limit=100')).items).toEqual([]);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });
});
