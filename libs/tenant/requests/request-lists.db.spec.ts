// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { TenantId } from '#kernel';
import type { Actor } from '#platform/authz';
import { nearbyHeadStartMs } from '#tenant/fairness';
import { RequestLists } from './request-lists.view.ts';
import type { RequestQuery } from './request.dto.ts';
import { Place, type Someone } from '../../testing/place.ts';

const place = new Place();
const unitId = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
let town: TenantId;
let anna: Someone;
let bo: Someone;
let groups: string[];
/** Meets some of what the first two groups meet. */
let wholeTown: string;

beforeAll(async () => {
  await place.open([], { explains: true });
  town = await place.tenant('helsingborg');
  const other = await place.tenant('melhus');
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  groups = [];
  for (const name of ['Söder', 'Norr', 'Öster', 'Väster']) groups.push(await place.group(town, name, [anna, bo]));
  const kari = await place.person(other, 'Kari');
  const gimse = await place.group(other, 'Gimse', [kari]);
  await fill(town, anna, groups, 50_000);
  await fill(other, kari, [gimse], 20_000);
  wholeTown = await place.group(town, 'Hela staden', [anna, bo]);
  await place.database.scope.run(town, () =>
    place.database.scope.rows(
      `insert into request_audience (tenant_id, id, request_id, group_id, leaders_only, open, asker_id, posted_at, answer_by, service_type, area)
       select a.tenant_id, gen_random_uuid(), a.request_id, :wholeTown::uuid, false, true, a.asker_id, a.posted_at, a.answer_by, a.service_type, a.area
       from request_audience a where a.tenant_id = :tenant and a.open and a.group_id = any(:some::uuid[])`,
      { wholeTown, some: groups.slice(0, 2) },
    ),
  );
});
afterAll(() => place.close());

/** Rows as years of use leave them: one in ten is open, one in five was posted by a unit. */
async function fill(tenant: TenantId, poster: Someone, groupIds: readonly string[], count: number): Promise<void> {
  const client = new Client({ connectionString: place.database.urls.superuser });
  await client.connect();
  try {
    await client.query(
      `insert into request (tenant_id, id, number, service_type, text, area, head_count, state, ask, matching, posted_by_id,
         of_organisation, unit_id, group_ids, members_of_ids, leaders_of_ids, partner_ids, offered_by_ids, helper_ids,
         quiet, turn_ids, answer_by, unanswered, created_at, posted_at, expires_at, version)
       select $1, gen_random_uuid(), 1000000 + n, (array['practical','social','delivery'])[1 + n % 3], 'Behöver hjälp ' || n,
         (array['Söder','Söder','Norr',null,'Söder'])[1 + n / 10 % 5], 1, case when n % 10 = 0 then 'open' else 'confirmed' end, true, 'first-come', $2,
         n % 5 = 0, case when n % 5 = 0 then $4::uuid end, array[g], array[g], '{}', '{}', '{}', '{}',
         false, '{}', timestamptz '2025-05-02' + n * interval '1 minute', false,
         timestamptz '2025-05-01' + n * interval '1 minute', timestamptz '2025-05-01' + n * interval '1 minute', timestamptz '2027-01-01', 1
       from generate_series(1, $5::int) n, lateral (select ($3::uuid[])[1 + n % cardinality($3::uuid[])] as g) chosen`,
      [tenant, poster.id, groupIds, unitId, count],
    );
    await client.query(
      `insert into request_audience (tenant_id, id, request_id, group_id, leaders_only, open, asker_id, posted_at, answer_by,
         service_type, area)
       select tenant_id, gen_random_uuid(), id, group_ids[1], false, state = 'open', posted_by_id, posted_at, answer_by,
         service_type, area
       from request where tenant_id = $1`,
      [tenant],
    );
    await client.query('analyze request, request_audience');
  } finally {
    await client.end();
  }
}

const actorOf = (someone: Someone, more: Partial<Actor> = {}): Actor => ({
  personId: someone.id,
  roles: ['resident'],
  unitIds: [],
  groupIds: groups,
  leadsGroupIds: [],
  ...more,
});
const list = (actor: Actor, query: Partial<RequestQuery> = {}) =>
  place.database.scope.run(town, () => place.app.get(RequestLists).list(actor, { scope: 'feed', limit: 20, ...query }));

test('the feed is walked page by page without a gap, a repetition, or a request that the filters exclude', async () => {
  const seen: string[] = [];
  const times: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(actorOf(bo), { limit: 97, cursor, area: 'Söder', serviceType: 'social' });
    for (const request of page.items) {
      expect(request).toMatchObject({ state: 'open', area: 'Söder', serviceType: 'social' });
      seen.push(request.id);
      times.push(request.postedAt?.getTime() ?? 0);
    }
    cursor = page.next ?? undefined;
  } while (cursor);
  const [expected] = await place.database.scope.run(town, () =>
    place.database.scope.rows<{ count: number }>(
      "select count(*)::int as count from request r where r.tenant_id = :tenant and r.state = 'open' and r.area = 'Söder' and r.service_type = 'social'",
    ),
  );
  expect(seen.length).toBeGreaterThan(500);
  expect(seen).toHaveLength(expected?.count ?? 0);
  expect(new Set(seen).size).toBe(seen.length);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('what several groups meet is met once, and what is asked for where one lives stands higher by the head start', async () => {
  const { scope } = place.database;
  await scope.run(town, () =>
    scope.rows(`update person p set area = 'Söder' where p.tenant_id = :tenant and p.id = :bo`, { bo: bo.id }),
  );
  const groupIds = [wholeTown, ...groups.slice(0, 2)];
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(actorOf(bo, { groupIds }), { limit: 89, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  const all = await scope.run(town, () =>
    scope.rows<{ id: string; area: string | null; answerBy: string }>(
      `select r.id, r.area, r.answer_by as "answerBy" from request r
       where r.tenant_id = :tenant and r.state = 'open' and r.group_ids && :groupIds::uuid[]`,
      { groupIds },
    ),
  );
  const inOrder = all
    .map(({ id, area, answerBy }) => ({ id, at: Date.parse(answerBy) - (area === 'Söder' ? nearbyHeadStartMs : 0) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  expect(seen.length).toBeGreaterThan(2000);
  expect(seen).toEqual(inOrder);
  await scope.run(town, () =>
    scope.rows('update person p set area = null where p.tenant_id = :tenant and p.id = :bo', { bo: bo.id }),
  );
});

test.each(['feed', 'board', 'mine'] as const)(
  'every request of the %s comes with the names of its groups',
  async (scope) => {
    const reader = scope === 'mine' ? anna : bo;
    const page = await list(actorOf(reader, { roles: ['coordinator'], groupIds: [...groups, wholeTown] }), { scope });
    const shown = page.items.flatMap(({ groupIds }) => groupIds);
    expect(new Set(shown).size).toBeGreaterThan(1);
    expect(shown.map((id) => page.groups.get(id)?.name)).not.toContain(undefined);
  },
);

test('the asker does not meet their own; the group filter keeps to that group; strangers meet nothing', async () => {
  expect((await list(actorOf(anna))).items).toEqual([]);
  const [south] = groups;
  const inSouth = await list(actorOf(bo), { group: south });
  expect(inSouth.items.length).toBe(20);
  for (const request of inSouth.items) expect(request.groupIds).toEqual([south]);
  expect((await list(actorOf(bo, { groupIds: [] }))).items).toEqual([]);
});

test('somebody elses cursor is refused kindly', async () => {
  await expect(list(actorOf(bo), { cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ code: 'input.cursor' });
});

const lists: [string, Actor['roles'], Partial<RequestQuery>][] = [
  ['the feed', ['resident'], { scope: 'feed' }],
  ['the feed, filtered', ['resident'], { scope: 'feed', serviceType: 'delivery', area: 'Söder' }],
  ['the feed of one group', ['resident'], { scope: 'feed', group: 'first' }],
  ["a coordinator's board", ['coordinator'], { scope: 'board' }],
  ["a coordinator's board, one state", ['coordinator'], { scope: 'board', state: 'confirmed' }],
  ["a unit's board", ['staff'], { scope: 'board' }],
  ["one's own", ['resident'], { scope: 'mine' }],
];

test.each(lists)(
  '%s reads along an index, on the first page and deep inside, and not one row of the whole',
  async (_, roles, query) => {
    // Anna posted everything, Bo meets everything.
    const actor = actorOf(query.scope === 'mine' ? anna : bo, { roles, unitIds: [unitId] });
    if (query.group) query.group = groups[0];
    const first = await list(actor, query);
    expect(first.items).toHaveLength(20);
    let deep = first;
    for (let page = 0; page < 4; page += 1) deep = await list(actor, { ...query, limit: 100, cursor: deep.next ?? '' });
    for (const cursor of [undefined, deep.next ?? '']) {
      const { buffers, nodes } = await explain(actor, { ...query, cursor });
      expect(nodes).toContain('Index');
      expect(nodes).not.toContain('Seq Scan');
      // A scan of all rows would touch some two thousand pages.
      expect(buffers).toBeLessThan(250);
    }
  },
);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** Runs the list's own statement under EXPLAIN, as the application role, inside the tenant's scope. */
async function explain(actor: Actor, query: Partial<RequestQuery>): Promise<{ buffers: number; nodes: string }> {
  const plans: Plan[] = [];
  const scope = {
    rows: async (sql: string, parameters: object) => {
      const [row] = await place.database.scope.rows<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, buffers, format json) ${sql}`,
        parameters as Record<string, unknown>,
      );
      if (row) plans.push(row['QUERY PLAN'][0].Plan);
      return [];
    },
  };
  const lists = new RequestLists(scope as never);
  await place.database.scope.run(town, () => lists.list(actor, { scope: 'feed', limit: 20, ...query }));
  const [plan] = plans;
  if (!plan) throw new Error('No plan');
  const names = (node: Plan): string[] => [node['Node Type'], ...(node.Plans ?? []).flatMap(names)];
  return { buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], nodes: names(plan).join(', ') };
}
