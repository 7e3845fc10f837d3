// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Arrivals, type Arrival } from '#platform/identity';
import { InvitationService } from '#tenant/invitations';
import { Person } from '#tenant/people';
import { tenantHouse, type House } from '../../testing/tenant-house.ts';

let house: House;
let town: TenantId;
let club: TenantId;
beforeAll(async () => {
  house = await tenantHouse();
  town = await house.addTenant('town', 'municipality');
  club = await house.addTenant('club', 'association');
});
afterAll(() => house.close());

const arrival = (fields: Partial<Arrival>): Arrival => ({
  subject: 'sub-1',
  givenName: 'Anna',
  displayName: 'Anna Ek',
  as: 'resident',
  numberHash: null,
  orgNumber: null,
  invitationToken: null,
  ...fields,
});
const me = (tenant: string, id: string) => house.as(tenant, id).call('GET', '/me');

test('a resident comes in freely, by first name, and is the same person the next time', async () => {
  const id = await house.arrive(arrival({}));
  expect((await me('town', id)).body).toMatchObject({
    person: { id, displayName: 'Anna', locale: 'sv', area: null, protection: 'none' },
    roles: [{ role: 'resident', unitId: null }],
    groups: [],
    can: { 'people.read': false, 'group.create': false, 'tenant.update': false },
  });
  expect(await house.arrive(arrival({ givenName: 'Annie' }))).toBe(id);
  expect((await me('town', id)).body.person.displayName).toBe('Anna');
});

test('a new subject with a known number is the same person; a known number at work is another', async () => {
  const id = await house.arrive(arrival({ subject: 'old', numberHash: 'number' }));
  expect(await house.arrive(arrival({ subject: 'new', numberHash: 'number' }))).toBe(id);
  expect(await house.arrive(arrival({ subject: 'new', numberHash: null }))).toBe(id);
  const atWork = await house.arrive(
    arrival({ subject: 'new', numberHash: 'number', as: 'staff', orgNumber: '2120001157' }),
  );
  expect(atWork).not.toBe(id);
  expect((await me('town', atWork)).body).toMatchObject({
    person: { displayName: 'Anna Ek' },
    roles: [{ role: 'staff' }],
  });
});

test('staff come in only when the employer vouches, and a way in that is not used here is closed', async () => {
  await expect(house.arrive(arrival({ subject: 's', as: 'staff' }))).rejects.toThrow('sign-in.not-employed-here');
  const atTheTown = house.scope.run(town, () =>
    house.app.get<Arrivals>(Arrivals as never).arrive(arrival({ subject: 'm', as: 'member' })),
  );
  await expect(atTheTown).rejects.toThrow('sign-in.not-here');
});

test('into an association one comes by invitation; who has used it comes back without', async () => {
  await expect(house.arrive(arrival({ as: 'member' }))).rejects.toThrow('sign-in.by-invitation');
  await expect(house.arrive(arrival({ as: 'member', invitationToken: 'A'.repeat(43) }))).rejects.toThrow(
    'sign-in.by-invitation',
  );
  expect(await house.scope.run(club, (em) => em.count(Person))).toBe(0);

  const { token } = await house.scope.run(club, () =>
    house.app.get(InvitationService).issueFirst({ role: 'administrator', groupId: null, leader: false, days: 1 }),
  );
  const id = await house.arrive(arrival({ as: 'member', invitationToken: token }));
  expect((await me('club', id)).body).toMatchObject({ person: { displayName: 'Anna Ek' }, roles: [] });
  await expect(house.arrive(arrival({ as: 'member' }))).rejects.toThrow('sign-in.by-invitation');
  const accepted = await house.as('club', id).call('POST', `/invitations/by-token/${token}/acceptance`);
  expect(accepted.body).toMatchObject({
    roles: [{ role: 'administrator' }],
    can: { 'tenant.update': true, 'people.read': true, 'invitation.issue': true },
  });
  expect(await house.arrive(arrival({ as: 'member' }))).toBe(id);
});

test("one changes one's own record, and only what is one's own to say", async () => {
  const id = await house.arrive(arrival({ subject: 'sub-9' }));
  const patch = (body: object) => house.as('town', id).call('PATCH', '/me', body);
  expect(
    (await patch({ displayName: ' Anna E ', locale: 'sv-simple', area: 'Söder', protection: 'no-transfer' })).body
      .person,
  ).toMatchObject({
    displayName: 'Anna E',
    locale: 'sv-simple',
    area: 'Söder',
    protection: 'no-transfer',
  });
  expect((await patch({ area: 'Mars' })).body).toMatchObject({ status: 422, code: 'person.area-unknown' });
  expect((await patch({ area: null })).body.person.area).toBeNull();
  for (const wrong of [
    { roles: [{ role: 'administrator' }] },
    { displayName: '' },
    { locale: 'xx' },
    { subject: 'other' },
  ]) {
    expect((await patch(wrong)).status).toBe(400);
  }
});

test('who has left and comes back begins anew', async () => {
  const id = await house.arrive(arrival({ subject: 'boomerang', numberHash: 'same' }));
  expect((await house.as('town', id).call('DELETE', '/me')).status).toBe(204);
  expect(await house.arrive(arrival({ subject: 'boomerang', numberHash: 'same' }))).not.toBe(id);
});
