// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { verifyReceipts } from '#federation';
import { done, type Plane, type Tenant } from '../two-planes/network.ts';
import { addPerson } from '../two-planes/two-associations.ts';

/**
 * Every table of a plane's tenant database with its number of rows and a hash over all of them. A refused letter may
 * change none: all that a refusal leaves anywhere is a count in `rate_limit`, in the platform database.
 */
export async function rowsOf(plane: Plane): Promise<Record<string, string>> {
  const client = new Client({ connectionString: plane.database.urls.superuser });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' order by 1`,
    );
    const each = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from "${name}" t`,
    );
    const { rows } = await client.query<{ name: string; hash: string }>(each.join(' union all '));
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
  } finally {
    await client.end();
  }
}

export const rowsOfAll = async (planes: readonly Plane[]) => Promise.all(planes.map(rowsOf));

/** A tenant's whole receipt chain, exported by a person and checked as an outsider would. */
export async function verdictOn(tenant: Tenant): Promise<{ ok: boolean; says: string; links: number }> {
  const administrator = await addPerson(tenant, `Revisor ${Math.random()}`, ['administrator']);
  const file = await done(administrator, 'GET', '/receipts/export');
  const { ok, en } = await verifyReceipts(file);
  return { ok, says: en, links: file.links.length };
}

interface Count {
  readonly what: string;
  readonly count: number;
}

/**
 * What does not balance: a received message without its receipt or the other way round, a gap in a conversation,
 * a message with two effects, a letter that is neither waiting, handled nor parked.
 */
export async function unbalanced(plane: Plane): Promise<Count[]> {
  const client = new Client({ connectionString: plane.database.urls.superuser });
  await client.connect();
  const tests: Record<string, string> = {
    'received without a receipt in the chain': `select count(*)::int from inbound_message m where not exists
       (select from receipt r where r.tenant_id = m.tenant_id and r.jti = m.jti and r.direction = 'received')`,
    'a receipt for what was never received': `select count(*)::int from receipt r where r.direction = 'received' and not exists
       (select from inbound_message m where m.tenant_id = r.tenant_id and m.jti = r.jti and m.receipt = r.receipt)`,
    'conversations whose count is not that of their messages': `select count(*)::int from federation_conversation c where c.received_seq <>
       (select count(*) from inbound_message m where m.tenant_id = c.tenant_id and m.conversation_id = c.id)`,
    'one message twice': `select count(*)::int from (select from inbound_message group by tenant_id, partner_id, jti having count(*) > 1) twice`,
    'messages that never came to an end': `select count(*)::int from inbound_message where state = 'waiting'`,
  };
  try {
    const found: Count[] = [];
    for (const [what, sql] of Object.entries(tests)) {
      const { rows } = await client.query<{ count: number }>(sql);
      if (rows[0]!.count > 0) found.push({ what, count: rows[0]!.count });
    }
    return found;
  } finally {
    await client.end();
  }
}
