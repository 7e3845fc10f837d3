// SPDX-License-Identifier: EUPL-1.2
// A town and its partners as after so many handshakes: each side has the other's keys and the grant.
import { SystemRandomness } from '#kernel';
import { makeKey, MasterKey, type KeyUse } from '#platform/crypto';
import type { Ground } from './ground.ts';
import { masterKey } from './servers.ts';
import { idOf, sowTowns } from './sow.ts';

export interface Two {
  readonly municipal: Ground;
  readonly civic: Ground;
}

/** The town that asks, and how many of its people may ask partners. */
export const town = 1;
export const staff = 60;
/** No partner ever says that it has been asked enough. */
const perDay = 1_000_000;

const master = new MasterKey([masterKey], new SystemRandomness());

interface Pair {
  readonly use: KeyUse;
  readonly kid: string;
  readonly x: string;
  readonly sealed: string;
}

async function keysOf(tenant: string): Promise<Pair[]> {
  const made = [await makeKey('sig'), await makeKey('enc')];
  return made.map(({ use, kid, x, d }) => ({ use, kid, x, sealed: master.seal(tenant, `tenant-key ${kid}`, d) }));
}

async function keepKeys({ owner }: Ground, rows: readonly (Pair & { tenant: string })[]): Promise<void> {
  await owner.query(
    `insert into tenant_key (tenant_id, id, kid, use, x, sealed, valid_from)
     select tenant, gen_random_uuid(), kid, use, x, sealed, now() - interval '1 day'
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as key(tenant, kid, use, x, sealed)`,
    [
      rows.map(({ tenant }) => tenant),
      ...(['kid', 'use', 'x', 'sealed'] as const).map((name) => rows.map((row) => row[name])),
    ],
  );
}

interface Pinned {
  readonly tenant: string;
  readonly partner: string;
  readonly pair: Pair;
}

async function pin({ owner }: Ground, rows: readonly Pinned[]): Promise<void> {
  await owner.query(
    `insert into partner_key (tenant_id, id, partner_id, kid, use, x, valid_from)
     select tenant, gen_random_uuid(), partner, kid, use, x, now() - interval '1 day'
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as key(tenant, partner, kid, use, x)`,
    [
      rows.map(({ tenant }) => tenant),
      rows.map(({ partner }) => partner),
      ...(['kid', 'use', 'x'] as const).map((name) => rows.map(({ pair }) => pair[name])),
    ],
  );
}

interface Met {
  readonly tenant: string;
  readonly partner: string;
  readonly peer: string;
  readonly name: string;
  readonly kind: 'municipality' | 'association';
  readonly origin: string;
  readonly conversation: string;
  readonly grant: string;
}

async function meet({ owner }: Ground, weAre: 'asker' | 'helper', rows: readonly Met[]): Promise<void> {
  const names = ['tenant', 'partner', 'peer', 'name', 'kind', 'origin', 'conversation', 'grant'] as const;
  const columns = names.map((name) => rows.map((row) => row[name]));
  const met = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[])
    as met(tenant, partner, peer, name, kind, origin, conversation, wire)`;
  await owner.query(
    `insert into partner (tenant_id, id, peer, name, kind, origin, state, words, agreement, conversation,
       function_addresses, since, changed_at)
     select tenant, partner, peer, name, kind, origin, 'active', '{}', '{}', conversation, '{}', now(), now() from ${met}`,
    columns,
  );
  await owner.query(
    `insert into partner_grant (tenant_id, id, partner_id, wire_id, we_are, service_types, areas, per_day,
       preview_fields, valid_to, purpose, legal_basis)
     select tenant, gen_random_uuid(), partner, wire, '${weAre}', '{practical}', '{}', ${perDay},
       '{text,area,time,headCount}', now() + interval '1 year', 'Hjälp i vardagen', 'Allmänt intresse' from ${met}`,
    columns,
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
export const partnerOf = (club: number): string => idOf('partner', club);

/** The town with its staff, and `count` associations that are its partners. */
export async function sowClubs({ municipal, civic }: Two, count: number): Promise<void> {
  await sowTowns(municipal, [{ tenant: town, persons: staff }]);
  const tenant = idOf('tenant', town);
  await municipal.owner.query(
    `insert into membership (tenant_id, id, person_id, role, since)
     select tenant_id, gen_random_uuid(), person_id, 'staff', since from membership where tenant_id = $1`,
    [tenant],
  );
  await municipal.platform.query(`update session set client = 'staff'`);
  const clubs = numbers(count).map((n) => ({ n, tenant: idOf('club', n), host: `f${n}.localhost:${civic.port}` }));
  await civic.platform.query(
    `insert into tenant (id, host, origin, kind)
     select id, host, 'http://' || host, 'association' from unnest($1::uuid[], $2::text[]) as club(id, host)`,
    [clubs.map((club) => club.tenant), clubs.map(({ host }) => host)],
  );
  await civic.owner.query(
    `insert into tenant_profile (tenant_id, id, name, colour, areas, sign_in, usual_asks)
     select id, gen_random_uuid(), 'Förening', '#00629f', '{}', '{}', '{}' from unnest($1::uuid[]) as club(id)`,
    [clubs.map((club) => club.tenant)],
  );
  const ours = await keysOf(tenant);
  await keepKeys(
    municipal,
    ours.map((pair) => ({ ...pair, tenant })),
  );
  const keys = await Promise.all(clubs.map(async (club) => ({ ...club, pairs: await keysOf(club.tenant) })));
  await keepKeys(
    civic,
    keys.flatMap(({ tenant: club, pairs }) => pairs.map((pair) => ({ ...pair, tenant: club }))),
  );
  const shared = ({ n }: { n: number }) => ({
    partner: partnerOf(n),
    conversation: idOf('partnership', n),
    grant: idOf('grant', n),
  });
  await meet(
    municipal,
    'asker',
    clubs.map((club) => ({
      ...shared(club),
      tenant,
      peer: club.tenant,
      name: `Förening ${club.n}`,
      kind: 'association',
      origin: `http://${club.host}`,
    })),
  );
  await meet(
    civic,
    'helper',
    clubs.map((club) => ({
      ...shared(club),
      tenant: club.tenant,
      peer: tenant,
      name: 'Kommunen',
      kind: 'municipality',
      origin: `http://${municipal.host(town)}`,
    })),
  );
  await pin(
    municipal,
    keys.flatMap(({ n, pairs }) => pairs.map((pair) => ({ tenant, partner: partnerOf(n), pair }))),
  );
  await pin(
    civic,
    keys.flatMap(({ n, tenant: club }) => ours.map((pair) => ({ tenant: club, partner: partnerOf(n), pair }))),
  );
  for (const { owner } of [municipal, civic])
    await owner.query('vacuum (analyze) partner, partner_grant, partner_key, tenant_key');
}
