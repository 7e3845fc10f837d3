// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { SystemRandomness } from '#kernel';
import { MasterKey } from '#platform/crypto';
import { testDatabase, testMasterKey, type TestDatabase } from '#testing';
import { GroupLink } from '../../../libs/municipality/group-links/group-link.entity.ts';
import { Unit } from '../../../libs/municipality/units/unit.entity.ts';
import { Client as Spoken } from '../../../libs/tenant/mandates/client.entity.ts';
import { Consent } from '../../../libs/tenant/mandates/consent.entity.ts';
import { Group } from '../../../libs/tenant/groups/group.entity.ts';
import { GroupMember } from '../../../libs/tenant/groups/group-member.entity.ts';
import { Membership } from '../../../libs/tenant/people/membership.entity.ts';
import { Person } from '../../../libs/tenant/people/person.entity.ts';
import { TenantProfile } from '../../../libs/tenant/profile/tenant-profile.entity.ts';
import { Agreement } from '../../../libs/tenant/requests/agreement.entity.ts';
import { AgreementHelper } from '../../../libs/tenant/requests/agreement-helper.entity.ts';
import { Notice } from '../../../libs/tenant/notices/notice.entity.ts';
import { Offer } from '../../../libs/tenant/requests/offer.entity.ts';
import { Attestation } from '../../../libs/tenant/qualifications/attestation.entity.ts';
import { Declaration } from '../../../libs/tenant/qualifications/declaration.entity.ts';
import { Requirement } from '../../../libs/tenant/qualifications/requirement.entity.ts';
import { KeptProtection } from '../../../libs/tenant/protection/protection.entity.ts';
import { Request } from '../../../libs/tenant/requests/request.entity.ts';
import { RequestAudience } from '../../../libs/tenant/requests/request-audience.entity.ts';
import { Delivery } from '../../../libs/tenant/deliveries/delivery.entity.ts';
import { Again } from '../../../libs/tenant/series/again.entity.ts';
import { Series } from '../../../libs/tenant/series/series.entity.ts';
import { FollowUp } from '../../../libs/tenant/safety/follow-up.entity.ts';
import { Availability } from '../../../libs/tenant/availability/availability.entity.ts';
import { StandingOffer } from '../../../libs/tenant/standing-offers/standing-offer.entity.ts';
import { Acceptance } from '../../../libs/tenant/terms/acceptance.entity.ts';
import { Terms } from '../../../libs/tenant/terms/terms.entity.ts';
import { pairwiseSubject, testPersons } from '../../../apps/identity/index.ts';
import { protect } from './protected.ts';
import { order } from './recurring.ts';
import { furnish, tenantIdOf } from './seed.ts';
import { tenants } from './tenants.ts';

const entities = [
  Acceptance,
  Again,
  Agreement,
  AgreementHelper,
  Attestation,
  Declaration,
  Delivery,
  FollowUp,
  Group,
  GroupLink,
  Spoken,
  Consent,
  GroupMember,
  KeptProtection,
  Membership,
  Notice,
  Offer,
  Person,
  Request,
  RequestAudience,
  Requirement,
  StandingOffer,
  Availability,
  Series,
  TenantProfile,
  Terms,
  Unit,
];
const now = new Date('2026-04-02T09:00:00Z');
const places = new Map(tenants.map((tenant) => [tenant.slug, furnish(tenant, `${tenant.slug}.localhost:4100`, now)]));
const rowsOf = (slug: string) => places.get(slug)!.rows;

const key = new MasterKey([testMasterKey], new SystemRandomness());
let database: TestDatabase;
let took: number;

beforeAll(async () => {
  database = await testDatabase(entities);
  const client = new Client({ connectionString: database.urls.migrate });
  await client.connect();
  const since = performance.now();
  for (const [slug, place] of places) {
    protect(place, tenantIdOf(slug), key);
    order(place, tenantIdOf(slug), key);
    await place.rows.write(client, tenantIdOf(slug));
  }
  took = performance.now() - since;
  await client.end();
});
afterAll(() => database.close());

const inTenant = <T>(slug: string, work: Parameters<typeof database.scope.run<T>>[1]) =>
  database.scope.run(tenantIdOf(slug) as never, work);

test('every row fits the tables, and all are written in seconds', async () => {
  expect(took).toBeLessThan(10_000);
  expect(await inTenant('helsingborg', (em) => em.count(Request))).toBe(rowsOf('helsingborg').of('request').length);
});

test('everybody has a level of protection, and only who opens the seals sees whose is more than none', async () => {
  const rows = rowsOf('helsingborg');
  const kept = await inTenant('helsingborg', (em) => em.find(KeptProtection, {}));
  expect(kept).toHaveLength(rows.of('person').length + rows.of('client').length);
  expect(new Set(kept.map(({ sealed }) => sealed.length)).size).toBe(1);
  const opened = kept.map(({ sealed }) => key.open(tenantIdOf('helsingborg'), 'protection', sealed).trim());
  expect(opened.filter((level) => level !== 'none').sort()).toEqual(['mediated-only', 'no-transfer']);
});

test('two have begun to do it again, and what is to be fetched can be read by whoever may', async () => {
  const all = await inTenant('helsingborg', (em) => em.find(Series, {}, { orderBy: { state: 'asc' } }));
  expect(all.map(({ state }) => state)).toEqual(['proposed', 'running']);
  expect(all.map((series) => series.nextOn === null)).toEqual([true, false]);
  const [list] = await inTenant('helsingborg', (em) => em.find(Delivery, { lineCount: 3 }));
  expect(key.open(tenantIdOf('helsingborg'), 'delivery-order', list!.sealed)).toContain('Mjölk');
});

test('the same seed furnishes the same demo', () => {
  const again = furnish(tenants[0]!, 'helsingborg.localhost:4100', now);
  expect(JSON.stringify(again.rows.of('request'))).toBe(JSON.stringify(rowsOf('helsingborg').of('request')));
});

describe("Helsingborg's year", () => {
  test('1,084 residents, most of them within days, in four open groups by area', async () => {
    await inTenant('helsingborg', async (em) => {
      expect(await em.count(Person, { door: 'resident' })).toBe(1084);
      expect(
        await em.count(Person, { door: 'resident', joinedAt: { $lt: new Date(now.getTime() - 355 * 86_400_000) } }),
      ).toBeGreaterThan(850);
      const areas = await em.find(Group, { access: 'open', area: { $ne: null } });
      expect(areas.map(({ area }) => area).sort()).toEqual(['Centrum', 'Norr', 'Söder', 'Öster']);
    });
  });

  test('274 past requests: 147 agreed, 127 expired, and some not asks for help', async () => {
    await inTenant('helsingborg', async (em) => {
      expect(await em.count(Request, { state: { $in: ['confirmed', 'completed'] } })).toBe(147);
      expect(await em.count(Request, { state: 'expired' })).toBe(127);
      expect(await em.count(Request, { ask: false })).toBe(17);
      expect(await em.count(Agreement, { state: { $in: ['confirmed', 'completed'] } })).toBe(147);
    });
  });

  test('the feed is alive today', async () => {
    await inTenant('helsingborg', async (em) => {
      const open = await em.find(Request, { state: 'open' });
      expect(open).toHaveLength(26);
      expect(open.every(({ expiresAt, postedAt }) => expiresAt > now && postedAt! < now)).toBe(true);
      expect(await em.count(RequestAudience, { open: true })).toBeGreaterThanOrEqual(25);
    });
  });
});

test('nobody helps themselves, and nothing ends before it has begun', () => {
  for (const slug of places.keys()) {
    for (const { postedById, helperIds, offeredByIds } of rowsOf(slug).of('request')) {
      expect([...helperIds!, ...offeredByIds!]).not.toContain(postedById);
    }
    for (const { madeAt, completedAt, endedAt } of rowsOf(slug).of('agreement')) {
      const times = [madeAt, completedAt, endedAt].filter((at) => at != null).map(Number);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThan(now.getTime());
    }
  }
});

test('every association has groups of its own, one of them hidden', () => {
  for (const { slug, plane } of tenants) {
    const access = rowsOf(slug)
      .of('group')
      .map((group) => group.access);
    expect(access.length).toBeGreaterThanOrEqual(3);
    if (plane === 'civic') expect(access).toContain('hidden');
  }
});

test('whoever signs in as a test person is the person of the demo', () => {
  for (const { key, errands } of testPersons) {
    for (const { tenant, as } of errands) {
      if (key === 'astrid') continue;
      const found = rowsOf(tenant)
        .of('person')
        .filter((person) => person.subject === pairwiseSubject(tenant, key));
      expect(found.map(({ door }) => door)).toEqual([as]);
    }
  }
});

test('a person of the demo has no number that could be somebody’s', () => {
  const phones = tenants.map(({ phone }) => phone);
  expect(phones.every((phone) => /^(031-390 06|040-628 04) \d\d$/.test(phone))).toBe(true);
  expect(
    [...places.values()].flatMap(({ rows }) => rows.of('person')).every(({ numberHash }) => numberHash === null),
  ).toBe(true);
});
