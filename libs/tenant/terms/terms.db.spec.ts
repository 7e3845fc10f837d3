// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let admin: Somebody;
let lisa: Somebody;
beforeAll(async () => {
  house = await tenantHouse();
  await house.addTenant('town', 'municipality');
  admin = await house.somebody('town', ['administrator']);
  lisa = await house.somebody('town', ['resident']);
});
afterAll(() => house.close());
const text = { sv: ['Var snäll.', 'Håll det du lovar.'], en: ['Be kind.'] };

test('until there are terms there is nothing to accept', async () => {
  expect((await house.as('town', null).call('GET', '/terms/current')).status).toBe(404);
  expect((await lisa.call('GET', '/me')).body).toMatchObject({ termsAccepted: true, termsVersion: 0 });
});

test('an administrator publishes, anybody reads, and who has not accepted may look but not change', async () => {
  expect((await lisa.call('POST', '/terms', { text })).status).toBe(403);
  expect((await admin.call('POST', '/terms', { text: { en: ['No Swedish'] } })).status).toBe(400);
  expect((await admin.call('POST', '/terms', { text })).body).toMatchObject({ version: 1, text });
  expect((await house.as('town', null).call('GET', '/terms/current')).body).toMatchObject({ version: 1, text });
  expect((await lisa.call('GET', '/me')).body.termsAccepted).toBe(false);
  expect((await lisa.call('GET', '/groups')).status).toBe(200);
  const refused = await lisa.call('POST', '/groups/98989898-9898-4898-8898-989898989898/membership');
  expect(refused.body).toMatchObject({ status: 403, code: 'terms.not-accepted' });
  // Even the publisher, who would otherwise have set rules for others only.
  expect((await admin.call('PATCH', '/tenant', { about: 'Hej' })).body.code).toBe('terms.not-accepted');
});

test('the newest version is accepted, once is enough, and a newer one asks again', async () => {
  expect((await lisa.call('POST', '/terms/acceptances', { version: 2 })).body.code).toBe('terms.outdated');
  const accepted = await lisa.call('POST', '/terms/acceptances', { version: 1 });
  expect(accepted.status).toBe(201);
  expect((await lisa.call('POST', '/terms/acceptances', { version: 1 })).body).toEqual(accepted.body);
  expect((await lisa.call('GET', '/me')).body).toMatchObject({ termsAccepted: true, termsVersion: 1 });
  await admin.call('POST', '/terms/acceptances', { version: 1 });
  expect((await admin.call('POST', '/terms', { text })).body.version).toBe(2);
  expect((await lisa.call('GET', '/me')).body).toMatchObject({ termsAccepted: false, termsVersion: 2 });
  expect((await lisa.call('POST', '/terms/acceptances', { version: 1 })).body).toMatchObject({
    status: 409,
    code: 'terms.outdated',
  });
});
