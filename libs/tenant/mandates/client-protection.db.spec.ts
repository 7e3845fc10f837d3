// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Protections } from '#tenant/protection';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
const care = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
const school = '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d';
const levels = ['none', 'mediated-only', 'no-transfer'] as const;
let town: TenantId;
let sara: Someone;
let colleague: Someone;
let stranger: Someone;
let karin: Someone;
let bo: Someone;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  sara = await place.person(town, 'Sara', ['staff'], { unitId: care });
  colleague = await place.person(town, 'Sigge', ['staff'], { unitId: care });
  stranger = await place.person(town, 'Sture', ['staff'], { unitId: school });
  karin = await place.person(town, 'Karin', ['coordinator']);
  bo = await place.person(town, 'Bo');
});
afterAll(() => place.close());

const enter = (alias = 'Rut', by = sara): Promise<Body> => place.ok(by, 'POST', '/clients', { alias });
const keep = (by: Someone, id: string, protection: string) =>
  place.call(by, 'PUT', `/clients/${id}/protection`, { protection });
const levelOf = async (by: Someone, id: string) =>
  (await place.call(by, 'GET', `/clients/${id}/protection`)).json<Body>();
const rows = <T extends object>(sql: string, values: object = {}) =>
  place.database.scope.run(town, () => place.database.scope.rows<T>(sql, { ...values }));

test('those who know the client say how far they are protected; whoever takes everybody’s calls is not told', async () => {
  const { id, can } = await enter();
  expect(can).toMatchObject({ protect: true });
  expect(await levelOf(colleague, id)).toEqual({ protection: 'none' });
  expect((await keep(colleague, id, 'mediated-only')).json()).toEqual({ protection: 'mediated-only' });
  expect(await levelOf(sara, id)).toEqual({ protection: 'mediated-only' });
  expect((await place.ok(karin, 'GET', `/clients/${id}`)).can).toMatchObject({ update: true, protect: false });
  for (const call of [place.call(karin, 'GET', `/clients/${id}/protection`), keep(karin, id, 'none')])
    expect((await call).statusCode).toBe(403);
  for (const call of [place.call(stranger, 'GET', `/clients/${id}/protection`), keep(stranger, id, 'none')])
    expect((await call).statusCode).toBe(404);
  expect((await keep(bo, id, 'none')).statusCode).toBe(403);
  expect((await keep(sara, id, 'secret')).statusCode).toBe(400);
  const { id: own } = await enter('Ellen', karin);
  expect((await keep(karin, own, 'no-transfer')).statusCode).toBe(200);
});

test('no other answer differs with the level, and neither does what is stored', async () => {
  const views = new Set<string>();
  for (const level of levels) {
    const client = await enter('Sten');
    await keep(sara, client.id, level);
    for (const who of [sara, karin]) {
      const seen = JSON.stringify(await place.ok(who, 'GET', `/clients/${client.id}`));
      views.add(`${who.id} ${seen.replaceAll(client.id as string, 'id').replace(/"since":"[^"]+"/, '')}`);
    }
  }
  expect(views.size).toBe(2);
  const stored = await rows<{ sealed: string }>('select k.sealed from protection k where k.tenant_id = :tenant');
  expect(new Set(stored.map(({ sealed }) => sealed.length)).size).toBe(1);
  for (const level of levels) expect(JSON.stringify(stored)).not.toContain(level);
  const [people] = await rows<{ n: number }>(
    `select (select count(*) from person p where p.tenant_id = :tenant)::int as n`,
  );
  const [kept] = await rows<{ n: number }>(
    'select count(*)::int as n from protection k where k.tenant_id = :tenant and k.person_id is not null',
  );
  expect(kept).toEqual(people);
});

test('the log tells nobody that a level was chosen, or which', async () => {
  const { id, version } = await enter('Nils');
  await keep(sara, id, 'no-transfer');
  await place.ok(sara, 'PATCH', `/clients/${id}`, { alias: 'Nisse' }, { 'if-match': `"v${version}"` });
  const entries = await rows<{ verb: string; values: unknown }>(
    `select a.verb, a.values from audit_event a where a.tenant_id = :tenant and a.subject_id = :id order by a.position`,
    { id },
  );
  const [, one, other] = entries;
  expect(one).toEqual(other);
});

test('who takes over decides for themself from then on, no less protected than they were', async () => {
  const greta = await place.person(town, 'Greta');
  const { id } = await enter('Greta');
  await keep(sara, id, 'mediated-only');
  const { code } = await place.ok(sara, 'POST', `/clients/${id}/takeover-code`);
  await place.ok(greta, 'POST', '/me/mandates/code/confirmation', { code });
  expect((await place.ok(greta, 'GET', '/me')).person.protection).toBe('mediated-only');
  expect((await keep(sara, id, 'none')).json()).toMatchObject({ status: 403, code: 'mandate.taken-over' });
  expect((await place.call(sara, 'GET', `/clients/${id}/protection`)).statusCode).toBe(403);
  expect((await place.ok(greta, 'PATCH', '/me', { protection: 'none' })).person.protection).toBe('none');
});

test('what was asked for them becomes as strict as whoever takes over', async () => {
  const hedvig = await place.person(town, 'Hedvig', ['resident'], { protection: 'no-transfer' });
  const group = await place.group(town, 'Grannarna', [bo]);
  const consent = { kind: 'spoken', words: 'Ja, fråga åt mig.', acts: ['post'] };
  const { id: clientId } = await place.ok(sara, 'POST', '/clients', { alias: 'Hedvig', consent });
  const { id } = await place.ask(sara, [group], { onBehalf: { clientId } });
  const levelNow = () =>
    place.database.scope.run(town, async () => {
      const sql = 'select r.protection as sealed from request r where r.tenant_id = :tenant and r.id = :id';
      const [row] = await place.database.scope.rows<{ sealed: string }>(sql, { id });
      return place.app.get(Protections).open(row?.sealed);
    });
  expect(await levelNow()).toBe('none');
  const { code } = await place.ok(sara, 'POST', `/clients/${clientId}/takeover-code`);
  await place.ok(hedvig, 'POST', '/me/mandates/code/confirmation', { code });
  expect(await levelNow()).toBe('no-transfer');
  expect((await place.ok(hedvig, 'GET', '/me')).person.protection).toBe('no-transfer');
});

test('who leaves leaves no level behind', async () => {
  const leaver = await place.person(town, 'Lars', ['resident'], { protection: 'no-transfer' });
  expect((await place.ok(leaver, 'GET', '/me')).person.protection).toBe('no-transfer');
  await place.ok(leaver, 'DELETE', '/me');
  expect(
    await rows('select k.id from protection k where k.tenant_id = :tenant and k.person_id = :id', { id: leaver.id }),
  ).toEqual([]);
});
