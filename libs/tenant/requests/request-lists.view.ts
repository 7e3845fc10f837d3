// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import type { RequestQuery } from './request.dto.ts';
import { Request } from './request.entity.ts';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);
/** Later than any row: where a list without a cursor begins. */
const beginning = ['9999-12-31T00:00:00.000Z', 'ffffffff-ffff-4fff-bfff-ffffffffffff'] as const;

const columns = `r.id, r.number, r.service_type as "serviceType", r.text, r.area, r."from", r."to",
  r.head_count as "headCount", r.state, r.ask, r.matching, r.posted_by_id as "postedById",
  r.of_organisation as "ofOrganisation", r.unit_id as "unitId", r.alias, r.client_id as "clientId",
  r.consent_id as "consentId", r.for_person_id as "forPersonId", r.group_ids as "groupIds",
  r.members_of_ids as "membersOfIds", r.leaders_of_ids as "leadersOfIds", r.offered_by_ids as "offeredByIds",
  r.helper_ids as "helperIds", r.source_partner_name as "sourcePartnerName", r.source_request_id as "sourceRequestId",
  r.agreement_id as "agreementId", r.created_at as "createdAt", r.posted_at as "postedAt", r.expires_at as "expiresAt",
  r.version`;

const dates = ['from', 'to', 'createdAt', 'postedAt', 'expiresAt'] as const;

/** A row as the policy and the presenter know requests; not an entity that could be changed. */
function asRequest(row: Record<string, unknown>): Request {
  for (const name of dates) if (row[name] !== null) row[name] = new Date(row[name] as string);
  return Object.assign(Object.create(Request.prototype) as Request, row);
}

/**
 * The three lists of requests, each one statement that walks an index from its cursor and reads no further than its
 * page. What they show is what `requestPolicy` lets the same person read: request-lists.db.spec.ts holds them to it.
 * Only the feed leaves out more: what those ask for themselves whom one has blocked.
 */
@Injectable()
export class RequestLists {
  constructor(private readonly scope: TenantScope) {}

  async list(actor: Actor, query: RequestQuery): Promise<Page<Request>> {
    const [at, id] = decodeCursor(query.cursor, Key) ?? beginning;
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
    const time = (request: Request) =>
      query.scope === 'feed' && request.postedAt ? request.postedAt : request.createdAt;
    return cut(rows.map(asRequest), query.limit, (request) => [time(request).toISOString(), request.id]);
  }

  /** Open requests sent to one's groups, newest first: the newest of each group, merged. */
  private feed(actor: Actor, parameters: Parameters): Promise<Row[]> {
    return this.scope.rows(
      `with mine as (
         select g.id, bool_or(g.led) as led
         from unnest(:groups::uuid[], :leading::boolean[]) as g(id, led)
         where :group::uuid is null or g.id = :group::uuid
         group by g.id
       ), met as (
         select distinct a.request_id, a.posted_at
         from mine cross join lateral (
           select a.request_id, a.posted_at from request_audience a
           where a.tenant_id = :tenant and a.group_id = mine.id and a.open
             and (a.posted_at, a.request_id) < (:at::timestamptz, :id::uuid)
             and (mine.led or not a.leaders_only)
             and a.asker_id <> :me
             and (a.asker_id <> all(:apart::uuid[]) or exists (select 1 from request r
               where r.tenant_id = :tenant and r.id = a.request_id and (r.of_organisation or :me = any(r.offered_by_ids))))
             and (a.group_id, a.service_type) not in (select * from unnest(:lackingIn::uuid[], :lackingFor::text[]))
             and (:serviceType::text is null or a.service_type = :serviceType)
             and (:area::text is null or a.area = :area)
           order by a.posted_at desc, a.request_id desc limit :limit
         ) a
         order by a.posted_at desc, a.request_id desc limit :limit
       )
       select ${columns}
       from met join request r on r.tenant_id = :tenant and r.id = met.request_id
       where r.state = 'open' and (:state::text is null or r.state = :state)
       order by met.posted_at desc, met.request_id desc`,
      { ...parameters, ...groupsOf(actor) },
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

type Parameters = Readonly<Record<string, unknown>>;
type Row = Record<string, unknown>;

const filters = `(:serviceType::text is null or r.service_type = :serviceType)
  and (:area::text is null or r.area = :area)
  and (:state::text is null or r.state = :state)
  and (:group::uuid is null or :group::uuid = any(r.group_ids))`;

function groupsOf(actor: Actor): Parameters {
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
