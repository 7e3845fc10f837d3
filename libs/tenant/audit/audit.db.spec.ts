// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { SystemClock, SystemRandomness, type TenantId } from '#kernel';
import { testDatabase, violationsOf, type TestDatabase } from '#testing';
import { AccessLedger, Audit, AuditEvent, audit as feature } from '#tenant/audit';

let database: TestDatabase;
let town: TenantId;
let club: TenantId;
let audit: Audit;
let ledger: AccessLedger;
const group = '11111111-1111-4111-8111-111111111111';
const person = '22222222-2222-4222-8222-222222222222';

beforeAll(async () => {
  database = await testDatabase(feature.entities);
  town = await database.addTenant('town');
  club = await database.addTenant('club', 'association');
  audit = new Audit(database.orm.em, database.scope, new SystemClock(), new SystemRandomness());
  ledger = new AccessLedger(database.orm.em, database.scope, new SystemClock());
});
afterAll(() => database.close());

const record = (tenant: TenantId, count: number) =>
  database.scope.run(tenant, async () => {
    for (let n = 0; n < count; n += 1) audit.record('rename', 'group', group, { n, to: ['a', 'b'], å: null });
  });
const verify = (tenant: TenantId) => database.scope.run(tenant, () => audit.verify(2));

test('an empty chain is whole', async () => {
  expect(await verify(town)).toMatchObject({ whole: true, position: 0 });
});

test('each tenant has a chain of its own, without gaps, even when many write at once', async () => {
  await Promise.all([
    record(town, 1),
    record(club, 3),
    record(town, 2),
    record(club, 1),
    record(town, 2),
    record(town, 1),
  ]);
  expect(await verify(town)).toMatchObject({ whole: true, position: 6 });
  expect(await verify(club)).toMatchObject({ whole: true, position: 4 });
});

test('an event knows who acted', async () => {
  await database.scope.run(club, async () => {
    database.scope.actAs(person);
    audit.record('join', 'group', group);
  });
  const last = await database.scope.run(club, (em) => em.findOneOrFail(AuditEvent, { position: 5 }));
  expect(last).toMatchObject({ by: person, verb: 'join', subjectId: group });
});

test('what is rolled back was never noted', async () => {
  const aborted = database.scope.run(club, async () => {
    audit.record('leave', 'group', group);
    throw new Error('stop');
  });
  await expect(aborted).rejects.toThrow('stop');
  expect(await verify(club)).toMatchObject({ whole: true, position: 5 });
});

test.each([
  ['update audit_event set values = \'{"n": 7}\' where position = 2', { brokenAt: 2, why: 'altered' }],
  ["update audit_event set by = null, verb = 'join' where position = 4", { brokenAt: 4, why: 'altered' }],
  ["update audit_event set at = at + interval '1 ms' where position = 1", { brokenAt: 1, why: 'altered' }],
  ['delete from audit_event where position = 3', { brokenAt: 3, why: 'missing' }],
  ['delete from audit_event where position = 6', { brokenAt: 6, why: 'missing' }],
  ['update audit_event set previous_hash = hash where position = 5', { brokenAt: 5, why: 'unlinked' }],
  [
    `insert into audit_event (tenant_id, id, at, position, verb, subject_type, subject_id, "values", previous_hash, hash)
     select tenant_id, gen_random_uuid(), at, position, 'join', subject_type, subject_id, "values", previous_hash, hash
     from audit_event where position = 2`,
    { brokenAt: 3, why: 'missing' },
  ],
])('tampering is found and the row is named: %s', async (tampering, found) => {
  const client = new Client({ connectionString: database.urls.superuser });
  await client.connect();
  try {
    await client.query('create table kept as table audit_event');
    await client.query(`${tampering} and tenant_id = $1`, [town]);
    expect(await verify(town)).toEqual({ whole: false, ...found });
    expect(await verify(club)).toMatchObject({ whole: true });
  } finally {
    await client.query('truncate audit_event; insert into audit_event select * from kept; drop table kept');
    await client.end();
  }
  expect(await verify(town)).toMatchObject({ whole: true });
});

test.each([
  ['grant select on audit_event_default to handslag_app', 'audit_event_default', /past the wall/],
  ['grant update (hash) on audit_event_default to handslag_app', 'audit_event_default', /past the wall/],
  ['grant delete on access_entry_default to public', 'access_entry_default', /past the wall/],
  [
    'alter table access_entry rename to kept; create table access_entry (like kept including all)',
    'access_entry',
    /partitioned by month/,
  ],
])('the catalog check finds: %s', async (planted, object, rule) => {
  const found = await violationsOf(database, planted);
  expect(found.filter((violation) => violation.object === object).map((violation) => violation.rule)).toContainEqual(
    expect.stringMatching(rule),
  );
});

test('the ledger tells in which role details were seen, newest first, page by page', async () => {
  for (const [role, what] of [
    ['helper', 'contact'],
    ['staff', 'contact'],
    ['helper', 'place'],
  ] as const) {
    await database.scope.run(town, async () => {
      database.scope.actAs(person);
      ledger.record({ requestId: group, role, what });
    });
  }
  const first = await database.scope.run(town, () => ledger.entriesOf(group, { limit: 2 }));
  const second = await database.scope.run(town, () => ledger.entriesOf(group, { limit: 2, cursor: first.next ?? '' }));
  expect([...first.items, ...second.items].map(({ role, what }) => [role, what]).sort()).toEqual([
    ['helper', 'contact'],
    ['helper', 'place'],
    ['staff', 'contact'],
  ]);
  expect(first.items).toHaveLength(2);
  expect(second.next).toBeNull();
  expect((await database.scope.run(club, () => ledger.entriesOf(group, { limit: 2 }))).items).toEqual([]);
});
