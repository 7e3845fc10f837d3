// SPDX-License-Identifier: EUPL-1.2
// Rows by the million, written by the owner of the tables in statements over `generate_series`. Every id follows from
// what it counts, so the one who asks knows them without reading them.
import { createHash } from 'node:crypto';
import type { Ground } from './ground.ts';

/** A valid UUID (version 4 in form) from words; the same in SQL and here. */
const shaped = (hex: string) => `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
export const idOf = (kind: string, of: string | number): string => {
  const hex = shaped(createHash('md5').update(`${kind} ${of}`).digest('hex'));
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
const id = (kind: string, of: string) =>
  `overlay(overlay(md5('${kind} ' || ${of}) placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid`;

export const tokenOf = (tenant: number, person: number): string => `bench-${tenant}-${person}`;

/** A tenant is a number; so many persons live in it, all in its one group. */
export interface Town {
  readonly tenant: number;
  readonly persons: number;
}

const everything = JSON.stringify(
  ['practical', 'accompany', 'social', 'language', 'homework', 'delivery', 'staffing'].map((serviceType) => ({
    serviceType,
    ask: 'members',
    help: 'members',
  })),
);

type Soil = Pick<Ground, 'owner' | 'platform' | 'port'>;

export async function sowTowns({ owner, platform, port }: Soil, towns: readonly Town[]): Promise<void> {
  const values = [towns.map(({ tenant }) => tenant), towns.map(({ persons }) => persons)];
  const of = 'from unnest($1::int[], $2::int[]) as town(n, persons)';
  const each = `${of} cross join generate_series(1, persons) as k`;
  const [tenant, group, person] = [id('tenant', 'n'), id('group', 'n'), id('person', "n || '-' || k")];
  await platform.query(
    `insert into tenant (id, host, origin, kind)
     select ${tenant}, 't' || n || '.localhost:${port}', 'http://t' || n || '.localhost:${port}', 'municipality' ${of}`,
    values,
  );
  await platform.query(
    `insert into session (id, token_hash, tenant_id, person_id, client, device, started_at, last_seen_at, idle_until, ends_at)
     select gen_random_uuid(), sha256(convert_to('bench-' || n || '-' || k, 'UTF8')), ${tenant}, ${person}, 'personal',
       'bench', now(), now(), now() + interval '7 days', now() + interval '30 days' ${each}`,
    values,
  );
  await owner.query(
    `insert into tenant_profile (tenant_id, id, name, colour, areas, sign_in, usual_asks)
     select ${tenant}, gen_random_uuid(), 'Kommun ' || n, '#00629f', '{}', '{}', '{}' ${of}`,
    values,
  );
  await owner.query(
    `insert into "group" (tenant_id, id, name, kind, access, about, welcome, rules, unverified_callers, created_at)
     select ${tenant}, ${group}, 'Grannhjälpen ' || n, 'both', 'open', '', '', '${everything}', false, now() ${of}`,
    values,
  );
  await owner.query(
    `insert into person (tenant_id, id, door, subject, display_name, name_key, locale, joined_at)
     select ${tenant}, ${person}, 'resident', n || '-' || k, 'Kim Person ' || k, 'kim person ' || k, 'sv', now() ${each}`,
    values,
  );
  await owner.query(
    `insert into membership (tenant_id, id, person_id, role, since)
     select ${tenant}, gen_random_uuid(), ${person}, 'resident', now() ${each}`,
    values,
  );
  await owner.query(
    `insert into group_member (tenant_id, id, group_id, person_id, state, leader, since)
     select ${tenant}, gen_random_uuid(), ${group}, ${person}, 'member', false, now() ${each}`,
    values,
  );
}

const words = 'Behöver hjälp att bära en byrå uppför två trappor, gärna någon kväll i veckan. Jag bjuder på kaffe. ';
/** One in five is open; the rest is history. */
const openEvery = 5;
/** The first four persons of a tenant ask; the others help. */
export const askers = 4;

/**
 * Requests `from` to `to` (numbers), over tenants 1 to `tenants` as a few large and many small ones: the share of
 * tenant n is about 1/n. Or all of them in one tenant.
 */
export async function sowRequests(
  { owner }: Soil,
  { from, to, ...where }: { from: number; to: number } & ({ tenants: number } | { inTenant: number }),
): Promise<void> {
  const drawn =
    'inTenant' in where
      ? String(where.inTenant)
      : `least(${where.tenants}, floor(exp(((i::bigint * 2654435761) % 4294967296)::float8 / 4294967296 * ln(${where.tenants + 1}::float8)))::int)`;
  const atOnce = 100_000;
  for (let first = from; first <= to; first += atOnce) {
    await owner.query(`set synchronous_commit = off`);
    const rows = `select i, ${drawn} as n, i % ${openEvery} = 0 as open, i % 20000 as age
      from generate_series(${first}, ${Math.min(to, first + atOnce - 1)}) as i offset 0`;
    const asker = id('person', `n || '-' || (1 + i % ${askers})`);
    const posted = `case when open then now() - age * interval '1 second' else now() - interval '30 days' - i % 300 * interval '1 day' end`;
    await owner.query(
      `insert into request (tenant_id, id, number, service_type, text, head_count, state, ask, matching, posted_by_id,
         of_organisation, group_ids, members_of_ids, leaders_of_ids, quiet, turn_ids, answer_by, unanswered, partner_ids,
         offered_by_ids, helper_ids, created_at, posted_at, announced_at, expires_at, version)
       select ${id('tenant', 'n')}, ${id('request', 'i')}, 1000000000 + i, 'practical', '${words}' || i, 1,
         case when open then 'open' else 'confirmed' end, true, 'first-come', ${asker}, false,
         array[${id('group', 'n')}], array[${id('group', 'n')}], '{}', false, '{}', ${posted} + interval '1 day', false, '{}',
         '{}', '{}', ${posted}, ${posted}, case when open then now() end, ${posted} + interval '20 days', 2
       from (${rows}) as drawn`,
    );
    await owner.query(
      `insert into request_audience (tenant_id, id, request_id, group_id, leaders_only, open, asker_id, posted_at, answer_by, service_type)
       select ${id('tenant', 'n')}, gen_random_uuid(), ${id('request', 'i')}, ${id('group', 'n')}, false, open, ${asker},
         ${posted}, ${posted} + interval '1 day', 'practical'
       from (${rows}) as drawn`,
    );
    await owner.query('reset synchronous_commit');
  }
}

/** Partners with whom the tenant has shaken hands, and who are not there: nothing is sent to them. */
export async function sowPartners({ owner }: Ground, tenant: number, count: number): Promise<void> {
  await owner.query(
    `insert into partner (tenant_id, id, peer, name, kind, origin, state, words, agreement, conversation,
       function_addresses, since, changed_at)
     select $1, gen_random_uuid(), gen_random_uuid(), 'Förening ' || k, 'association',
       'http://f' || k || '.localhost:9', 'active', '{}', '{}', gen_random_uuid(), '{}', now(), now()
     from generate_series(1, $2::int) as k`,
    [idOf('tenant', tenant), count],
  );
}

/** The plane knows these no longer; what they wrote stays where it lies. */
export async function forgetTowns({ platform }: Ground, above: number): Promise<void> {
  await platform.query(`delete from tenant where substring(host from '^t([0-9]+)')::int > $1`, [above]);
}

export interface Taken {
  readonly tenant: number;
  readonly requestId: string;
}

/** Open requests of tenants `from` to `to`, in no order that anything else follows. */
export async function openRequests({ owner }: Ground, from: number, to: number, limit: number): Promise<Taken[]> {
  const numbers = new Map(
    Array.from({ length: to - from + 1 }, (_, at) => [idOf('tenant', from + at), from + at] as const),
  );
  const { rows } = await owner.query<{ id: string; tenant_id: string }>(
    `select a.request_id as id, a.tenant_id from request_audience a where a.open and a.tenant_id = any($1::uuid[])
     order by md5(a.request_id::text) limit $2`,
    [[...numbers.keys()], limit],
  );
  return rows.map((row) => ({ tenant: numbers.get(row.tenant_id) as number, requestId: row.id }));
}
