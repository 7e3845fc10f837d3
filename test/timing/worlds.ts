// SPDX-License-Identifier: EUPL-1.2
// What the worlds differ in: how many are inside, how much has been said, how far a request has gone.
import { randomUUID } from 'node:crypto';
import type { Visitor } from '../../infra/local/seed/visitor.ts';
import { arrived, askPartner, type Walkers } from '../canaries/road.ts';
import type { Clusters } from './house.ts';

export async function befriendSmall({ ingrid }: Walkers, gunnar: Visitor, host: string): Promise<string> {
  const grant = {
    direction: 'we-ask-them',
    serviceTypes: ['social'],
    areas: [],
    perDay: 5,
    previewFields: ['text'],
    validTo: new Date(Date.now() + 86_400_000 * 99).toISOString(),
    purpose: 'Hjälp',
    legalBasis: 'Allmänt intresse',
  };
  const { link } = await ingrid.post<{ link: string }>('/partner-invitations', { grant });
  await gunnar.post('/partners', { link, functionAddress: `kansli@${host}` });
  for (let n = 0; n < 100; n += 1) {
    const { items } = await ingrid.get<{ items: { id: string; origin: string; state: string }[] }>('/partners');
    const found = items.find(({ origin, state }) => origin.endsWith(host) && state === 'active');
    if (found) return found.id;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('The second partnership did not come about');
}

/** A thousand members in one group, and two thousand messages in the past. */
export async function grow(clusters: Clusters, tenant: string): Promise<void> {
  await clusters.query(
    'civic',
    `with newcomers as (
       insert into person (tenant_id, id, door, subject, number_hash, display_name, name_key, locale, area, joined_at, left_at)
       select $1, gen_random_uuid(), 'member', 'timing-' || n, null, 'Påhittad ' || n, 'påhittad ' || n, 'sv', null, now(), null
       from generate_series(1, 1000) n returning id)
     insert into group_member (tenant_id, id, group_id, person_id, state, leader, since)
     select $1, gen_random_uuid(), (select id from "group" where tenant_id = $1 order by name limit 1), id, 'member', false, now() from newcomers`,
    [tenant],
  );
  await clusters.query(
    'civic',
    `insert into inbound_message (tenant_id, id, partner_id, conversation_id, jti, seq, type, hash, sealed, receipt, state, failures, failure, received_at, next_try_at, remember_until)
     select m.tenant_id, gen_random_uuid(), m.partner_id, m.conversation_id, gen_random_uuid(), 1000 + n, m.type, m.hash, null, m.receipt, 'handled', 0, null, m.received_at, m.next_try_at, m.remember_until
     from (select * from inbound_message where tenant_id = $1 limit 1) m, generate_series(1, 2000) n`,
    [tenant],
  );
  for (const table of ['person', 'group_member', 'inbound_message']) await clusters.query('civic', `analyze ${table}`);
}

/** Two requests of the town's, one of which the association has routed to twenty of its groups. */
export async function routed(who: Walkers, partnerId: string): Promise<[string, string]> {
  const groupIds: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    const group = { name: `Krets ${n} ${randomUUID()}`, kind: 'resource', access: 'approval', about: '', welcome: '' };
    groupIds.push((await who.anna.post<{ id: string }>('/groups', group)).id);
  }
  const send = async (text: string, groups: readonly string[]) => {
    const { id } = await askPartner(who, partnerId, text);
    const { id: card } = await arrived(who, text);
    await who.omar.post(`/partner-requests/${card}/routing`, { groupIds: groups });
    return id;
  };
  return [await send('Till en krets', groupIds.slice(0, 1)), await send('Till tjugo', groupIds)];
}
