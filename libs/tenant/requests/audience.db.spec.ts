// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TenantId } from '#kernel';
import { abilityFor, accessibleBy, type Role } from '#platform/authz';
import { Actors, Policies } from '#platform/http';
import { Attestation, Requirement } from '#tenant/qualifications';
import { Block } from '#tenant/people';
import { Request } from '#tenant/requests';
import { serviceTypes, type ServiceType } from '#contracts';
import { Place, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let others: Someone[];
const holders = ['members', 'leaders', 'nobody'] as const;
const path = (id: string, rest = '') => `/requests/${id}${rest}`;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  const roles: Role[][] = [['resident'], ['resident'], ['resident'], ['staff'], ['coordinator'], ['administrator']];
  others = await Promise.all(roles.map((role, at) => place.person(town, `Annan ${at}`, role)));
});
afterAll(() => place.close());
afterEach(() => place.database.scope.run(town, (em) => em.nativeDelete(Block, {})));

/**
 * Everyone whose own ability, compiled to SQL under row level security, finds the request, and whose feed shows it: it
 * leaves out what those ask whom one has blocked oneself.
 */
async function readersOf(id: string, blocks: readonly string[]): Promise<string[]> {
  const readers: string[] = [];
  for (const [at, someone] of others.entries()) {
    const reads = await place.database.scope.run(town, async (em) => {
      const actor = await place.app.get<Actors>(Actors).load(someone.id);
      if (!actor) return false;
      const ability = abilityFor(actor, place.app.get<Policies>(Policies).all);
      const where = accessibleBy(ability, 'read', Request) ?? { id: [] };
      const found = await em.findOne(Request, { $and: [{ id }, where] });
      expect(found !== null).toBe(found !== null && ability.can('read', found));
      return found !== null;
    });
    const feed = await place.ok<{ items: { id: string }[] }>(someone, 'GET', '/requests?limit=100');
    expect(feed.items.some((item) => item.id === id)).toBe(reads && blocks[at] !== 'by them');
    expect((await place.call(someone, 'GET', path(id))).statusCode).toBe(reads ? 200 : 404);
    if (reads) readers.push(someone.id);
  }
  return readers;
}

const interviewed = { kind: 'interview' as const, subject: '', subjectKey: '', years: null };

const interview = (someone: Someone, validTo: Date | null) =>
  place.database.scope.run(town, async (em) => {
    em.create(Attestation, {
      ...interviewed,
      personId: someone.id,
      seenOn: '2026-04-01',
      seenById: someone.id,
      declarationVersion: null,
      acr: null,
      createdAt: place.clock.now(),
      validTo,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawnReason: null,
    });
  });

const demand = (groupId: string, serviceType: ServiceType) =>
  place.database.scope.run(town, async (em) => {
    em.create(Requirement, { ...interviewed, groupId, serviceType, purpose: 'help', validMonths: null });
  });

test('the number shown before sending is the number of people who can read it afterwards, whoever has blocked whom', async () => {
  const membership = fc.array(fc.constantFrom('none', 'applied', 'member', 'leader'), { minLength: 6, maxLength: 6 });
  const group = fc.record({
    members: membership,
    help: fc.constantFrom(...holders),
    access: fc.constantFrom('open', 'hidden', 'approval', 'qualified'),
    demands: fc.boolean(),
  });
  // The first half of them have had the interview; of the last of those it does not hold any more.
  await interview(others[0] as Someone, null);
  await interview(others[1] as Someone, null);
  await interview(others[2] as Someone, new Date('2026-05-01'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(group, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...serviceTypes),
      fc.array(fc.constantFrom('not', 'not', 'by Anna', 'by them'), { minLength: 6, maxLength: 6 }),
      async (shapes, serviceType, blocks) => {
        await place.database.scope.run(town, async (em) => {
          await em.nativeDelete(Block, {});
          for (const [at, { id }] of others.entries()) {
            const how = { way: 'offer' as const, at: place.clock.now() };
            if (blocks[at] === 'by Anna') em.create(Block, { blockerId: anna.id, blockedId: id, ...how });
            if (blocks[at] === 'by them') em.create(Block, { blockerId: id, blockedId: anna.id, ...how });
          }
        });
        const groupIds: string[] = [];
        for (const { members, help, access, demands } of shapes) {
          const rules = serviceTypes.map((one) => ({
            serviceType: one,
            ask: 'members' as const,
            help: one === serviceType ? help : ('nobody' as const),
          }));
          const who = (wanted: string) => others.filter((_, at) => members[at] === wanted);
          const id = await place.group(town, `Grupp ${groupIds.length}`, [anna, ...who('member')], {
            leaders: who('leader'),
            rules,
            access: access as 'open',
          });
          groupIds.push(id);
          if (demands) await demand(id, serviceType);
        }
        const body = { groupIds, serviceType };
        if (shapes.some(({ help }) => help === 'nobody')) {
          expect((await place.call(anna, 'POST', '/requests/audience', body)).json()).toMatchObject({
            code: 'request.group-does-not-help',
          });
          return;
        }
        const counted = await place.ok<{ people: number; groups: { people: number }[] }>(
          anna,
          'POST',
          '/requests/audience',
          body,
        );
        const { id } = await place.ask(anna, groupIds, { serviceType });
        const readers = await readersOf(id, blocks);
        const blocked = others.filter((_, at) => blocks[at] === 'by Anna').map<string>((one) => one.id);
        expect(readers.filter((reader) => blocked.includes(reader))).toEqual([]);
        expect(counted.people).toBe(readers.length);
        // And the number the asker is told afterwards, on the page of who has seen it.
        expect(await place.ok(anna, 'GET', path(id, '/seen'))).toMatchObject({ reach: { people: readers.length } });
        expect(Math.max(0, ...counted.groups.map(({ people }) => people))).toBeLessThanOrEqual(counted.people);
      },
    ),
    { numRuns: 10 },
  );
});

test('nobody but the parties ever gets a name, an alias or a detail', async () => {
  const helper = await place.person(town, 'Hjalmar Hjälpare');
  const staff = await place.person(town, 'Xsecretstaffx', ['staff'], {
    unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c',
  });
  const asker = await place.person(town, 'Xsecretnamex');
  const group = await place.group(town, 'Söder', [asker, helper, others[0] as Someone, others[1] as Someone], {
    leaders: [others[2] as Someone],
  });
  const outsiders = [...others.slice(0, 4), await place.person(town, 'Utomstående')];
  const secret = /xsecret/i;

  const everythingFor = async (who: Someone, id: string, agreementId: string | null) => {
    const paths = [
      '/requests',
      '/requests?scope=mine',
      '/requests?scope=board',
      path(id),
      path(id, '/offers'),
      path(id, '/access-entries'),
      path(id, '/seen'),
      '/agreements',
    ];
    if (agreementId) paths.push(`/agreements/${agreementId}`, `/agreements/${agreementId}/notes`);
    return Promise.all(paths.map(async (one) => (await place.call(who, 'GET', one)).body));
  };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        onBehalf: fc.boolean(),
        matching: fc.constantFrom('asker-chooses', 'first-come'),
        headCount: fc.integer({ min: 1, max: 2 }),
        details: fc.record(
          {
            contactName: fc.constant('Xsecretcontact'),
            phone: fc.constant('xsecret phone'),
            place: fc.constant('Xsecret väg 1'),
            instructions: fc.constant('xsecret\nport'),
          },
          { requiredKeys: [] },
        ),
        competitor: fc.boolean(),
      }),
      async ({ onBehalf, matching, headCount, details, competitor }) => {
        const by = onBehalf ? staff : asker;
        const { id } = await place.ask(by, [group], {
          matching,
          headCount,
          details,
          ...(onBehalf
            ? { onBehalf: { alias: 'Xsecretalias', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } } }
            : {}),
        });
        if (competitor) await place.ok(others[1] as Someone, 'POST', path(id, '/offers'));
        const parties = competitor && matching === 'first-come' ? [others[1]] : [];
        for (const who of outsiders.filter((one) => !parties.includes(one))) {
          for (const seen of await everythingFor(who, id, null)) expect(seen).not.toMatch(secret);
        }
        // Before an agreement the helper-to-be is an outsider as well.
        for (const seen of await everythingFor(helper, id, null)) expect(seen).not.toMatch(secret);
        const answer = await place.call(helper, 'POST', path(id, '/offers'), {});
        if (matching === 'asker-chooses') {
          const { items } = await place.ok<{ items: { id: string; helperName: string }[] }>(
            by,
            'GET',
            path(id, '/offers'),
          );
          const offer = items.find(({ helperName }) => helperName.startsWith('Hjalmar'));
          await place.ok(by, 'POST', path(id, `/offers/${offer?.id}/acceptance`));
        } else expect([201, 409]).toContain(answer.statusCode);
        const { agreementId } = await place.ok<{ agreementId: string }>(by, 'GET', path(id));
        const helps = (await place.call(helper, 'GET', `/agreements/${agreementId}`)).statusCode === 200;
        await place.ok(by, 'POST', `/agreements/${agreementId}/notes`, { text: 'xsecret note' });
        const nonParties = [...outsiders.filter((one) => !parties.includes(one)), ...(helps ? [] : [helper])];
        for (const who of nonParties) {
          for (const seen of await everythingFor(who, id, agreementId)) expect(seen).not.toMatch(secret);
        }
        // So that the next round starts with empty lists of the parties.
        await place.ok(by, 'POST', path(id, '/withdraw'));
        await place.database.scope.run(town, (em) => em.nativeDelete(Request, { id }));
      },
    ),
    { numRuns: 10 },
  );
});

test('at rest the details and the thread are sealed', async () => {
  const helper = others[0] as Someone;
  const group = await place.group(town, 'Norr', [anna, helper]);
  const { id } = await place.ask(anna, [group], { matching: 'first-come', details: { place: 'Kanarievägen 7' } });
  const { agreementId } = await place.ok<{ agreementId: string }>(helper, 'POST', path(id, '/offers'));
  await place.ok(helper, 'POST', `/agreements/${agreementId}/notes`, { text: 'Kanarieprat' });
  const rows = await place.database.scope.run(town, () =>
    place.database.scope.rows(
      'select d.sealed from request_details d where d.tenant_id = :tenant union all select n.sealed from note n where n.tenant_id = :tenant',
    ),
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(JSON.stringify(rows)).not.toMatch(/Kanarie/);
});
