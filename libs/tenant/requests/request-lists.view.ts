// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { feedStatement, type ListParameters as Parameters } from './feed-statement.ts';
import { cardsAnew, cardsById, cardsOfRequest, type GroupCard, type GroupCards } from './group-cards.ts';
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
  r.quiet, r.invites, case when :me::uuid = any(r.turn_ids) then array[:me::uuid] else '{}' end as "turnIds", r.answer_by as "answerBy", r.unanswered, r.version`;

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
    // Of all rows: what a card shows may have come with the one that is cut off.
    const groups = cardsById(rows.flatMap((row) => (row['groups'] as GroupCard[] | null) ?? []));
    return { items: items.map(asRequest), next, groups };
  }

  /** Open requests one may take. */
  private feed(actor: Actor, parameters: Parameters): Promise<Row[]> {
    return this.scope.rows(...feedStatement(actor, parameters, `${columns}, ${cardsAnew} as groups`));
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
       select ${columns}, ${cardsOfRequest} as groups
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
      `select ${columns}, ${cardsOfRequest} as groups
       from (${parts.join(' union ')}) shown join request r on r.tenant_id = :tenant and r.id = shown.id
       order by r.created_at desc, r.id desc limit :limit`,
      { ...parameters, units: actor.unitIds },
    );
  }
}

type Row = Record<string, unknown>;

const filters = `(:serviceType::text is null or r.service_type = :serviceType)
  and (:area::text is null or r.area = :area)
  and (:state::text is null or r.state = :state)
  and (:group::uuid is null or :group::uuid = any(r.group_ids))`;
