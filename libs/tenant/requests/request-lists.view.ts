// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { nearbyHeadStartMs } from '#tenant/fairness';
import { cardsById, cardsOfRequest, type GroupCard, type GroupCards } from './group-cards.ts';
import type { RequestQuery } from './request.dto.ts';
import { Request } from './request.entity.ts';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);
/** Later than any row: where a list of the latest begins that has no cursor; and where the feed does. */
const lastOfAll = ['9999-12-31T00:00:00.000Z', 'ffffffff-ffff-4fff-bfff-ffffffffffff'] as const;
const firstOfAll = ['0001-01-01T00:00:00.000Z', '00000000-0000-4000-8000-000000000000'] as const;

/** Of those who were asked only the reader: in a large group they are many. */
const columns = `r.id, r.number, r.service_type as "serviceType", r.text, r.area, r."from", r."to",
  r.head_count as "headCount", r.state, r.ask, r.matching, r.posted_by_id as "postedById",
  r.of_organisation as "ofOrganisation", r.unit_id as "unitId", r.alias, r.client_id as "clientId",
  r.consent_id as "consentId", r.for_person_id as "forPersonId", r.group_ids as "groupIds",
  r.members_of_ids as "membersOfIds", r.leaders_of_ids as "leadersOfIds", r.offered_by_ids as "offeredByIds",
  r.helper_ids as "helperIds", r.source_partner_name as "sourcePartnerName", r.source_request_id as "sourceRequestId",
  r.agreement_id as "agreementId", r.created_at as "createdAt", r.posted_at as "postedAt", r.expires_at as "expiresAt",
  r.quiet, r.invites, case when :me::uuid = any(r.turn_ids) then array[:me::uuid] else '{}' end as "turnIds", r.answer_by as "answerBy", r.unanswered, r.version, ${cardsOfRequest} as groups`;

const dates = ['from', 'to', 'createdAt', 'postedAt', 'expiresAt', 'answerBy'] as const;

/** A row as the policy and the presenter know requests; not an entity that could be changed. */
function asRequest({ groups: _, place: __, ...row }: Row): Request {
  for (const name of dates) if (row[name] !== null) row[name] = new Date(row[name] as string);
  // Assigned to a new one, each value would go through MikroORM's watch over changes, and be read through it.
  return Object.setPrototypeOf(row, Request.prototype) as Request;
}

/**
 * The three lists of requests, each one statement that walks an index from its cursor and reads no further than its
 * page. What they show is what `requestPolicy` lets the same person read: request-lists.db.spec.ts holds them to it.
 * Only the feed leaves out more: what those ask for themselves whom one has blocked.
 */
@Injectable()
export class RequestLists {
  constructor(private readonly scope: TenantScope) {}

  async list(actor: Actor, query: RequestQuery): Promise<Page<Request> & { readonly groups: GroupCards }> {
    const inFeed = query.scope === 'feed';
    const [at, id] = decodeCursor(query.cursor, Key) ?? (inFeed ? firstOfAll : lastOfAll);
    const parameters = {
      at,
      id,
      limit: query.limit + 1,
      me: actor.personId,
      apart: [...(actor.blockedIds ?? []), ...(actor.blockedByIds ?? [])],
      serviceType: query.serviceType ?? null,
      area: query.area ?? null,
      group: query.group ?? null,
      state: query.state ?? null,
    };
    const rows = await this[query.scope](actor, parameters);
    const { items, next } = cut(rows, query.limit, (row) => [
      new Date((inFeed ? row['place'] : row['createdAt']) as string).toISOString(),
      row['id'] as string,
    ]);
    const groups = cardsById(items.flatMap((row) => (row['groups'] as GroupCard[] | null) ?? []));
    return { items: items.map(asRequest), next, groups };
  }

  /**
   * Open requests one may take, as `placeInFeed` puts them: the first of each group and of one's own turns in quiet, merged.
   * What is asked for where the reader lives comes by a stream of its own, as it stands higher by the head start; so does
   * the one area that is looked for. Neither stream reads further than its page: the near one walks its index by area, the
   * far one ends where a page of the near one does.
   * `offset 0` keeps PostgreSQL from beginning with all that the groups ever met.
   */
  private feed(actor: Actor, parameters: Parameters): Promise<Row[]> {
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
    return this.scope.rows(
      `with mine as (
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
       order by met.place, met.request_id`,
      { ...parameters, ...places, lackingIn, lackingFor, headStart: nearbyHeadStartMs },
    );
  }

  /** What one asked for, offered to or helps with, latest first. */
  private mine(_actor: Actor, parameters: Parameters): Promise<Row[]> {
    return this.scope.rows(
      `with involved as (
         (select r.id from request r
          where r.tenant_id = :tenant and r.posted_by_id = :me and (r.created_at, r.id) < (:at::timestamptz, :id::uuid)
            and ${filters}
          order by r.created_at desc, r.id desc limit :limit)
         union
         (select r.id from request r
          where r.tenant_id = :tenant and r.for_person_id = :me and (r.created_at, r.id) < (:at::timestamptz, :id::uuid)
            and ${filters}
          order by r.created_at desc, r.id desc limit :limit)
         union
         select o.request_id from offer o where o.tenant_id = :tenant and o.helper_id = :me and o.state <> 'withdrawn'
       )
       select ${columns}
       from involved join request r on r.tenant_id = :tenant and r.id = involved.id
       where (r.created_at, r.id) < (:at::timestamptz, :id::uuid) and ${filters}
       order by r.created_at desc, r.id desc limit :limit`,
      parameters,
    );
  }

  /** What the organisation asked for: to coordinators all of it, to staff their units' and their own. */
  private board(actor: Actor, parameters: Parameters): Promise<Row[]> {
    const page = `and (r.created_at, r.id) < (:at::timestamptz, :id::uuid) and ${filters}
      order by r.created_at desc, r.id desc limit :limit`;
    const sides = [`r.posted_by_id = :me and r.of_organisation`];
    if (actor.roles.includes('coordinator')) sides.splice(0, 1, 'r.of_organisation');
    else if (actor.roles.includes('staff')) {
      actor.unitIds.forEach((_, at) => sides.push(`r.of_organisation and r.unit_id = (:units::uuid[])[${at + 1}]`));
    }
    const parts = sides.map((side) => `(select r.id from request r where r.tenant_id = :tenant and ${side} ${page})`);
    return this.scope.rows(
      `select ${columns}
       from (${parts.join(' union ')}) shown join request r on r.tenant_id = :tenant and r.id = shown.id
       order by r.created_at desc, r.id desc limit :limit`,
      { ...parameters, units: actor.unitIds },
    );
  }
}

type Parameters = Readonly<Record<string, unknown>> & { readonly apart: readonly string[] };
type Row = Record<string, unknown>;

const filters = `(:serviceType::text is null or r.service_type = :serviceType)
  and (:area::text is null or r.area = :area)
  and (:state::text is null or r.state = :state)
  and (:group::uuid is null or :group::uuid = any(r.group_ids))`;

const headStart = `:headStart * interval '1 millisecond'`;

/** Of a row of an audience or a turn. */
const wanted = `(:serviceType::text is null or f.service_type = :serviceType)`;

/** For those who are apart from somebody: what is not asked by that one for themselves, or what one has offered to before. */
const isReached = (row: string) => `(${row}.asker_id <> all(:apart::uuid[]) or exists (select 1 from request r
  where r.tenant_id = :tenant and r.id = ${row}.request_id and (r.of_organisation or :me = any(r.offered_by_ids))))`;

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
