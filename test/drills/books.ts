// SPDX-License-Identifier: EUPL-1.2
// The books balance when everything that was said has been heard once, on both planes, and nothing that was promised is lost.
import type { Plane } from '../../infra/local/layout.ts';
import { beginning, followChain, type ChainedLink } from '../../libs/tenant/audit/chain.ts';
import type { Walkers } from '../canaries/road.ts';
import type { DrillHouse } from './house.ts';

/** What a drill knows that it has brought about. */
export interface Expected {
  /** Texts of requests that were acknowledged: each stands in the municipality's books once. */
  readonly acknowledged: readonly string[];
  /** Letters that cannot have arrived, and whose writer has been told. */
  readonly undelivered?: number;
  /** Letters that a human has to look at. */
  readonly parked?: number;
}

interface Sent {
  readonly letter: string;
  readonly state: string;
  readonly code: string | null;
}
interface Received {
  readonly letter: string;
  readonly state: string;
}

const planes: readonly Plane[] = ['municipal', 'civic'];
const letter = (from: string, to: string) => `concat_ws(' ', ${from}, ${to}, m.jti, m.hash)`;

/** How often each of these occurs, to be joined to: row by row, tens of thousands would take hours. */
const receipts = (direction: 'sent' | 'received') =>
  `left join (select tenant_id, jti, count(*) as times from receipt where direction = '${direction}' group by 1, 2) r
     on r.tenant_id = m.tenant_id and r.jti = m.jti`;
const withConversation = 'join federation_conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id';
const byConversation = (rows: string, as: string) =>
  `left join (select tenant_id, conversation, count(*) as times from ${rows} group by 1, 2) ${as}
     on ${as}.tenant_id = m.tenant_id and ${as}.conversation = c.key`;

/** On one plane: what must be none. */
const tests: Readonly<Record<string, string>> = {
  'letters without an end': `select count(*)::int as count from outbound_message where state = 'waiting'`,
  'letters not handled': `select count(*)::int as count from inbound_message where state = 'waiting'`,
  'letters given up without a reason': `select count(*)::int as count from outbound_message where state = 'refused' and code is null`,
  'delivered without exactly one receipt': `select count(*)::int as count from outbound_message m ${receipts('sent')}
     where m.state = 'delivered' and r.times is distinct from 1`,
  'received without exactly one receipt': `select count(*)::int as count from inbound_message m ${receipts('received')}
     where r.times is distinct from 1`,
  'receipts for what was never received': `select count(*)::int as count from receipt r
     left join inbound_message m on m.tenant_id = r.tenant_id and m.jti = r.jti and m.receipt = r.receipt
     where r.direction = 'received' and m.id is null`,
  'conversations with a gap': `select count(*)::int as count from federation_conversation c
     left join (select tenant_id, conversation_id, count(*) as letters, max(seq) as last from inbound_message group by 1, 2) m
     on m.tenant_id = c.tenant_id and m.conversation_id = c.id
     where c.received_seq <> coalesce(m.letters, 0) or c.received_seq <> coalesce(m.last, 0)`,
  'letters out of order': `select count(*)::int as count from inbound_message m join inbound_message n
     on n.tenant_id = m.tenant_id and n.conversation_id = m.conversation_id and n.seq = m.seq + 1 where n.received_at < m.received_at - interval '2 minutes'`,
  'letters received twice': `select count(*)::int as count from
     (select from inbound_message group by tenant_id, partner_id, jti having count(*) > 1) twice`,
};

/** At the helper: one letter, one effect; of what was declined nothing is left but the letter that says so. */
const effects = `
  select count(*)::int as count from inbound_message m ${withConversation}
  ${byConversation('partner_request', 'r')}
  left join (select tenant_id, conversation_id, count(*) as times from outbound_message where type = 'request.declined' group by 1, 2) o
    on o.tenant_id = m.tenant_id and o.conversation_id = m.conversation_id
  where m.type = 'request.offered' and m.state = 'handled' and coalesce(r.times, 0) + coalesce(o.times, 0) <> 1`;
/** At the asker: whoever declined has declined once, and it is known. */
const answers = `
  select count(*)::int as count from inbound_message m ${withConversation}
  ${byConversation("partner_offer where state <> 'offered'", 'o')}
  where m.type = 'request.declined' and m.state = 'handled' and o.times is distinct from 1`;

/** @returns what does not balance, in words; nothing when it does. */
export async function unbalanced(house: DrillHouse, who: Walkers, expected: Expected): Promise<string[]> {
  const found: string[] = [];
  const tell = (what: string, count: number) => {
    if (count !== 0) found.push(`${what}: ${count}`);
  };
  const count = async (plane: Plane, sql: string) => (await house.query<{ count: number }>(plane, sql))[0]?.count ?? -1;
  for (const plane of planes)
    for (const [what, sql] of Object.entries(tests)) tell(`${plane}, ${what}`, await count(plane, sql));
  tell('offers without exactly one effect', await count('civic', effects));
  tell('answers without exactly one effect', await count('municipal', answers));
  for (const plane of planes) {
    found.push(...(await brokenAudit(house, plane)));
    tell(`${plane}, rows of nobody`, await strayRows(house, plane));
  }
  await compareSent(house, expected, tell);
  await compareAcknowledged(house, expected, tell);
  found.push(...(await brokenReceipts(who)));
  return found;
}

type Tell = (what: string, count: number) => void;

async function compareSent(house: DrillHouse, { undelivered = 0, parked = 0 }: Expected, tell: Tell): Promise<void> {
  const sent = new Map<string, Sent>();
  const received: Received[] = [];
  for (const plane of planes) {
    const join = 'join partner p on p.tenant_id = m.tenant_id and p.id = m.partner_id';
    const out = await house.query<Sent>(
      plane,
      `select ${letter('m.tenant_id', 'p.peer')} as letter, m.state, m.code from outbound_message m ${join}`,
    );
    for (const one of out) sent.set(one.letter, one);
    received.push(
      ...(await house.query<Received>(
        plane,
        `select ${letter('p.peer', 'm.tenant_id')} as letter, m.state from inbound_message m ${join}`,
      )),
    );
  }
  const heard = new Set(received.map((one) => one.letter));
  const delivered = [...sent.values()].filter(({ state }) => state === 'delivered');
  tell('delivered but never received', delivered.filter((one) => !heard.has(one.letter)).length);
  tell('received but never sent', [...heard].filter((one) => sent.get(one)?.state !== 'delivered').length);
  tell('given up', sent.size - delivered.length - undelivered);
  tell('parked', received.filter(({ state }) => state === 'parked').length - parked);
}

async function compareAcknowledged(house: DrillHouse, { acknowledged }: Expected, tell: Tell): Promise<void> {
  const rows = await house.query<{ text: string; count: number }>(
    'municipal',
    'select text, count(*)::int as count from request where text = any($1) group by text',
    [acknowledged],
  );
  const known = new Map(rows.map(({ text, count }) => [text, count]));
  tell('acknowledged and lost', acknowledged.filter((text) => !known.has(text)).length);
  tell('acknowledged and there twice', rows.filter(({ count }) => count > 1).length);
}

async function brokenAudit(house: DrillHouse, plane: Plane): Promise<string[]> {
  type Row = ChainedLink & { readonly tenant: string; readonly moment: Date };
  const rows = await house.query<Row>(
    plane,
    `select tenant_id as tenant, position, at as moment, by, verb, subject_type as "subjectType", subject_id as "subjectId",
       values, previous_hash as "previousHash", hash from audit_event order by tenant_id, position`,
  );
  const heads = await house.query<{ tenant: string; position: number; hash: string }>(
    plane,
    'select tenant_id as tenant, position, hash from audit_head',
  );
  return heads.flatMap(({ tenant, position, hash }) => {
    const links = rows
      .filter((row) => row.tenant === tenant)
      .map(({ tenant: _, moment, ...link }) => ({ ...link, at: moment.toISOString() }));
    const verdict = followChain(links, { position: 0, hash: beginning });
    const whole = verdict.whole && verdict.position === position && verdict.hash === hash;
    return whole ? [] : [`${plane}, an audit chain is broken: ${JSON.stringify(verdict)} of ${position}`];
  });
}

/** Rows that belong to no organisation of the directory, in any table. */
async function strayRows(house: DrillHouse, plane: Plane): Promise<number> {
  const tenants = await house.query<{ id: string }>(plane, 'select id from tenant', [], 'handslag_platform');
  const tables = await house.query<{ name: string }>(
    plane,
    `select format('%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const counts = tables.map(({ name }) => `select count(*) as n from ${name} where tenant_id <> all($1)`);
  const [row] = await house.query<{ count: number }>(
    plane,
    `select sum(n)::int as count from (${counts.join(' union all ')}) each`,
    [tenants.map(({ id }) => id)],
  );
  return row?.count ?? -1;
}

/** Both sides' receipts, exported by people and checked together as an outsider would. */
async function brokenReceipts({ ingrid, anna }: Walkers): Promise<string[]> {
  const { verifyReceipts } = await import('#federation');
  const files = await Promise.all([ingrid, anna].map((person) => person.get('/receipts/export')));
  const verdict = await verifyReceipts(...files);
  return verdict.ok ? [] : [`receipts: ${verdict.en}`];
}
