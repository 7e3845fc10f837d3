// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { audit, Audit, AuditEvent } from '#tenant/audit';
import { drain, startTestPlane, TestClock, type TestPlane, type TestTenant } from '../../testing/two-planes.ts';
import { partnershipAudit } from './index.ts';

const clock = new TestClock();
const features = [audit, partnershipAudit];
let m: TestPlane & { close(): Promise<void> };
let c: TestPlane & { close(): Promise<void> };
let town: TestTenant;
let club: TestTenant;

beforeAll(async () => {
  m = await startTestPlane('municipal', { clock, features });
  c = await startTestPlane('civic', { clock, features });
  town = await m.addTenant('helsingborg', 'municipality');
  club = await c.addTenant('rodakorset', 'association');
});
afterAll(async () => {
  await m.close();
  await c.close();
});

const verbsAt = ({ plane, id }: TestTenant) =>
  plane.scope.run(id, async (em) => {
    expect((await plane.app.get(Audit, { strict: false }).verify()).whole).toBe(true);
    return (await em.find(AuditEvent, {}, { orderBy: { position: 'asc' } })).map(({ verb }) => verb);
  });

test('both sides remember who became partner, paused and ended, in a chain that holds', async () => {
  const grant = {
    direction: 'we-ask-them',
    serviceTypes: ['social'],
    areas: [],
    perDay: 5,
    previewFields: ['text'],
    validTo: '2027-05-04T00:00:00.000Z',
    purpose: 'Sällskap',
    legalBasis: 'Allmänt intresse',
  };
  const { link } = (await town.call('POST', '/partner-invitations', { grant })).body;
  const { id } = (await club.call('POST', '/partners', { link, functionAddress: 'a@rodakorset.example.org' })).body;
  await drain(m, c);
  await club.call('POST', `/partners/${id}/suspend`);
  await club.call('POST', `/partners/${id}/end`);
  await drain(m, c);
  expect(await verbsAt(town)).toEqual(['invite', 'activate', 'suspend', 'end']);
  expect(await verbsAt(club)).toEqual(['accept', 'activate', 'suspend', 'end']);
});
