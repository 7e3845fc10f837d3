// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { rulesFor } from '#tenant/groups';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cecilia: Someone;
let sara: Someone;
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Björk');
  cecilia = await place.person(town, 'Cecilia Ceder');
  sara = await place.person(town, 'Sara Staff', ['staff'], { unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c' });
  south = await place.group(town, 'Söder', [anna, bo, cecilia]);
});
afterAll(() => place.close());

const path = (id: string, rest = '') => `/requests/${id}${rest}`;

describe('on behalf of somebody', () => {
  const dentist = {
    serviceType: 'accompany',
    text: 'Sällskap till tandläkaren',
    onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    details: { contactName: 'Greta', place: 'Storgatan 1' },
  };

  test('staff ask with an alias that only their own side sees before an agreement', async () => {
    const asked = await place.ask(sara, [south], dentist);
    expect(asked).toMatchObject({ onBehalf: { alias: 'Greta' }, mine: true });
    expect(JSON.stringify(await place.ok(bo, 'GET', path(asked.id)))).not.toMatch(/Greta|Sara|Storgatan/);
    const colleague = await place.person(town, 'Kalle Kollega', ['staff'], {
      unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c',
    });
    const other = await place.person(town, 'Olle Other', ['staff'], { unitId: '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d' });
    const coordinator = await place.person(town, 'Klara', ['coordinator']);
    expect((await place.ok(colleague, 'GET', '/requests?scope=board')).items).toMatchObject([
      { id: asked.id, onBehalf: { alias: 'Greta' }, can: { withdraw: true } },
    ]);
    expect((await place.ok(coordinator, 'GET', '/requests?scope=board')).items).toMatchObject([{ id: asked.id }]);
    expect((await place.ok(other, 'GET', '/requests?scope=board')).items).toEqual([]);
    expect((await place.call(other, 'GET', path(asked.id))).statusCode).toBe(404);

    await place.ok(bo, 'POST', path(asked.id, '/offers'));
    const [offer] = (await place.ok(colleague, 'GET', path(asked.id, '/offers'))).items;
    const agreement = await place.ok(colleague, 'POST', path(asked.id, `/offers/${offer.id}/acceptance`));
    expect(await place.ok(bo, 'GET', `/agreements/${agreement.id}`)).toMatchObject({
      askerName: 'Greta',
      details: { place: 'Storgatan 1' },
      request: { onBehalf: null },
    });
    const seen = (await place.ok(sara, 'GET', path(asked.id, '/access-entries'))).items.map(({ role }: Body) => role);
    expect(new Set(seen)).toEqual(new Set(['helper', 'staff']));
  });

  test('residents cannot, and a personal number for an alias is refused', async () => {
    expect(
      (await place.call(anna, 'POST', '/requests', { ...dentist, groupIds: [south], send: true })).json(),
    ).toMatchObject({ status: 403, code: 'request.on-behalf-not-yours' });
    const answer = await place.call(sara, 'POST', '/requests', {
      ...dentist,
      onBehalf: { alias: '900101-2385', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
      groupIds: [south],
      send: true,
    });
    expect(answer.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/onBehalf/alias', code: 'request.personal-number' }],
    });
  });
});

describe('whom the groups let ask and help', () => {
  test('only leaders meet what only leaders may help with', async () => {
    const rules = rulesFor('both').map((rule) => ({ ...rule, help: 'leaders' as const }));
    const careful = await place.group(town, 'Ledsagare', [anna, bo], { leaders: [cecilia], rules });
    const { id } = await place.ask(anna, [careful], { text: 'Till läkaren', serviceType: 'accompany' });
    expect(
      (await place.ok(cecilia, 'GET', '/requests?serviceType=accompany')).items.map((one: Body) => one.id),
    ).toContain(id);
    expect(
      (await place.ok(bo, 'GET', '/requests?serviceType=accompany')).items.map((one: Body) => one.id),
    ).not.toContain(id);
    expect((await place.call(bo, 'GET', path(id))).statusCode).toBe(404);
    expect((await place.call(bo, 'POST', path(id, '/offers'))).statusCode).toBe(404);
  });

  test('a resource group is asked by staff, not by its own members; a need group helps nobody', async () => {
    const helpers = await place.group(town, 'Frivilligcentralen', [anna, bo], {
      kind: 'resource',
      rules: rulesFor('resource'),
    });
    const needs = await place.group(town, 'Hemtjänst', [anna], { kind: 'need', rules: rulesFor('need') });
    const body = { serviceType: 'social', text: 'Kaffe', send: true };
    expect((await place.call(anna, 'POST', '/requests', { ...body, groupIds: [helpers] })).json()).toMatchObject({
      code: 'request.group-not-yours-to-ask',
      errors: [{ pointer: '/groupIds/0' }],
    });
    await place.ask(sara, [helpers], {
      ...body,
      onBehalf: { alias: 'Nils', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    });
    expect((await place.call(anna, 'POST', '/requests', { ...body, groupIds: [needs] })).json()).toMatchObject({
      code: 'request.group-does-not-help',
    });
  });

  test('a group that is hidden from one cannot be asked, and sounds like none', async () => {
    const hidden = await place.group(town, 'Stödgrupp', [cecilia], { access: 'hidden' });
    expect(
      (await place.call(anna, 'POST', '/requests/audience', { groupIds: [hidden], serviceType: 'social' })).json(),
    ).toMatchObject({ code: 'request.unknown-group' });
  });

  test('a helper sees by which of their own groups they met it, and no other', async () => {
    const quiet = await place.group(town, 'Tysta gruppen', [anna, cecilia], { access: 'hidden' });
    const { id } = await place.ask(anna, [south, quiet]);
    const names = async (who: Someone) => (await place.ok(who, 'GET', path(id))).groups.map(({ name }: Body) => name);
    expect(await names(bo)).toEqual(['Söder']);
    expect((await names(anna)).sort()).toEqual(['Söder', 'Tysta gruppen']);
  });
});
