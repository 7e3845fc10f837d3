// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '#platform/authz';
import { nearbyHeadStartMs } from '#tenant/fairness';

export type ListParameters = Readonly<Record<string, unknown>> & { readonly apart: readonly string[] };

const headStart = `:headStart * interval '1 millisecond'`;

/** Of a row of an audience or a turn. */
const wanted = `(:serviceType::text is null or f.service_type = :serviceType)`;

/** For those who are apart from somebody: what is not asked by that one for themselves, or what one has offered to before. */
const isReached = (row: string) => `(${row}.asker_id <> all(:apart::uuid[]) or exists (select 1 from request r
  where r.tenant_id = :tenant and r.id = ${row}.request_id and (r.of_organisation or :me = any(r.offered_by_ids))))`;

/**
 * Open requests one may take, as `placeInFeed` puts them: the first of each group and of one's own turns in quiet, merged.
 * What is asked for where the reader lives comes by a stream of its own, as it stands higher by the head start; so does
 * the one area that is looked for. Neither stream reads further than its page: the near one walks its index by area, the
 * far one ends where a page of the near one does.
 * `offset 0` keeps PostgreSQL from beginning with all that the groups ever met.
 */
export function feedStatement(actor: Actor, parameters: ListParameters, columns: string): [string, ListParameters] {
  const { lackingIn, lackingFor, ...places } = groupsOf(actor);
  const mayMeet = (row: string) => `
    ${lackingIn.length > 0 ? `and (${row}.group_id, ${row}.service_type) not in (select * from unnest(:lackingIn::uuid[], :lackingFor::text[]))` : ''}
    ${parameters.apart.length > 0 ? `and ${isReached(row)}` : ''}`;
  const ofGroup = `f.tenant_id = :tenant and f.group_id = mine.id and f.open and (mine.led or not f.leaders_only)
    and f.asker_id <> :me and ${wanted} ${mayMeet('f')}`;
  // Nothing is far when one area is looked for.
  const far = parameters['area']
    ? ''
    : `), far as (
       select a.* from mine cross join lateral (
         select f.request_id, f.answer_by as place from request_audience f
         where ${ofGroup} and (f.area = (select area from nearby)) is not true
           and (f.answer_by, f.request_id) > (:at::timestamptz, :id::uuid)
           and f.answer_by <= (select case when count(*) < :limit then 'infinity' else max(place) end from near)
         order by f.answer_by, f.request_id limit :limit) a`;
  const sql = `with mine as (
       select g.id, bool_or(g.led) as led
       from unnest(:groups::uuid[], :leading::boolean[]) as g(id, led)
       where :group::uuid is null or g.id = :group::uuid
       group by g.id
     ), nearby as materialized (
       select coalesce(:area::text, p.area) as area,
         case when p.area = coalesce(:area::text, p.area) then ${headStart} else '0' end as ahead
       from person p where p.tenant_id = :tenant and p.id = :me and coalesce(:area::text, p.area) is not null
     ), near as materialized (
       select distinct a.* from nearby cross join mine cross join lateral (
         select f.request_id, f.answer_by - nearby.ahead as place from request_audience f
         where ${ofGroup} and f.area <= nearby.area
           and (f.area, f.answer_by, f.request_id) > (nearby.area, :at::timestamptz + nearby.ahead, :id::uuid)
         order by f.area, f.answer_by, f.request_id limit :limit) a
       order by place, request_id limit :limit
     ${far}
     ), turn as (
       select f.request_id, f.answer_by - coalesce((select ahead from nearby where area = f.area), '0') as place
       from request_turn f
       where f.tenant_id = :tenant and f.helper_id = :me and f.open and ${wanted}
         and (:area::text is null or f.area = :area)
         and exists (select 1 from request_audience a
           where a.tenant_id = :tenant and a.request_id = f.request_id ${mayMeet('a')} and (
             a.group_id in (select id from mine where led) or not a.leaders_only and a.group_id in (select id from mine)
           ) offset 0)
     ), met as (
       select request_id, place from near
       ${far && 'union select request_id, place from far'}
       union select request_id, place from turn where (place, request_id) > (:at::timestamptz, :id::uuid)
       order by place, request_id limit :limit
     )
     select ${columns}, met.place
     from met join request r on r.tenant_id = :tenant and r.id = met.request_id
     where r.state = 'open' and (:state::text is null or r.state = :state)
     order by met.place, met.request_id`;
  return [sql, { ...parameters, ...places, lackingIn, lackingFor, headStart: nearbyHeadStartMs }];
}

function groupsOf(actor: Actor) {
  const lacks = (actor.lacks ?? []).filter(({ purpose }) => purpose === 'help');
  const groups = [...actor.groupIds, ...actor.leadsGroupIds];
  const leading = [...actor.groupIds.map(() => false), ...actor.leadsGroupIds.map(() => true)];
  return {
    groups,
    leading,
    lackingIn: lacks.map(({ groupId }) => groupId),
    lackingFor: lacks.map(({ serviceType }) => serviceType),
  };
}
