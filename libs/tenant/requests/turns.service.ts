// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Availabilities } from '#tenant/availability';
import { nextStep, paceOf, type Candidate } from '#tenant/fairness';
import { Audience } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { isApartFrom, isHeard } from './blocked.ts';
import { enterInFeeds, type Asked } from './feed-rows.ts';
import { inTurn } from './in-turn.ts';
import { RequestEvents } from './request-events.ts';
import { RequestTurn } from './request-turn.entity.ts';
import type { Request } from './request.entity.ts';
import { isShift } from './shift.ts';

/** Gives the helpers of a request's audience their turns. Whoever calls holds the request's lock. */
@Injectable()
export class Turns {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly audience: Audience,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly events: RequestEvents,
    private readonly notices: Notices,
    private readonly availabilities: Availabilities,
  ) {}

  /** The next helpers are asked; who listens is told whom. */
  async goOn(request: Request): Promise<void> {
    const step = await this.decide(request);
    await this.em.flush();
    await enterInFeeds(this.scope, this.randomness, request, { asked: step });
    await this.tell(request, step);
  }

  /** Whose turn it is now; nothing is written yet but in the request itself. */
  async decide(request: Request): Promise<Asked> {
    const at = this.clock.now();
    const { helperIds, nextAt } = nextStep(request, await this.waiting(request, at), at);
    request.nextWaveAt = nextAt;
    request.turnIds = [...request.turnIds, ...helperIds];
    return { helperIds, at };
  }

  async tell({ id: requestId }: Request, { helperIds, at }: Asked): Promise<void> {
    if (helperIds.length > 0) await this.events.tell('asked', { requestId, helperIds, at });
  }

  /** Whether enough people wait for the asker's answer: nobody else is asked meanwhile. */
  async hasEnoughOffers(request: Request): Promise<boolean> {
    const [row] = await this.scope.rows<{ waiting: number }>(
      `select count(*)::int as waiting from offer o join request r on r.tenant_id = :tenant and r.id = o.request_id
       where o.tenant_id = :tenant and o.request_id = :id and o.state = 'waiting' and ${isHeard}`,
      { id: request.id },
    );
    return (row?.waiting ?? 0) + request.helperIds.length >= request.headCount;
  }

  /** "Not now." The next ones are asked at once when nobody of those asked is left to answer. */
  async pass(request: Request, helperId: string): Promise<void> {
    request.turnIds = request.turnIds.filter((id) => id !== helperId);
    await this.em.flush();
    await this.em.nativeUpdate(RequestTurn, { requestId: request.id, helperId }, { passed: true, open: false });
    if (request.turnIds.length === 0 && request.nextWaveAt) await this.goOn(request);
  }

  /**
   * Those of the audience whose turn comes next, with what decides it: one more than are asked at a time, as it matters
   * only whether anybody is left. What they have said of when they can decides about shifts, and nothing else.
   * What is known of each is looked up once, before it is ordered; the order of the turns counted is that of the index
   * by which they are found.
   */
  private async waiting(request: Request, now: Date): Promise<Candidate[]> {
    const { from, to } = request;
    const pace = paceOf(request, now);
    const rows = await this.scope.rows<Omit<Candidate, 'lastHelpedAt'> & { lastHelpedAt: string | null }>(
      `with audience as (
         select distinct m.person_id as id from group_member m
         where m.tenant_id = :tenant and ${this.audience.reached()}
           and m.person_id is distinct from :asker::uuid and m.person_id is distinct from :forPerson::uuid
           and (:ofOrganisation::boolean or not ${isApartFrom(':asker::uuid', 'm.person_id')})
           and not exists (select 1 from request_turn had
             where had.tenant_id = :tenant and had.request_id = :request and had.helper_id = m.person_id)
       ), candidate as materialized (
       select p.id, coalesce(p.area = :area::text, false) as near,
         ${request.area ? this.notices.doesNotGoTo('p.id') : 'false'} as "tooFar",
         ${isShift(request) && from && to ? this.availabilities.wordOf('p.id') : 'null'} as word,
         (select max(h.made_at) from agreement_helper h where h.tenant_id = :tenant and h.helper_id = p.id) as "lastHelpedAt",
         (select count(*)::int from (select from request_turn t
          where t.tenant_id = :tenant and t.helper_id = p.id and not t.passed and t.at > coalesce(
            (select max(o.at) from offer o where o.tenant_id = :tenant and o.helper_id = p.id), '-infinity')
          order by t.at) since
         ) as "askedInVain"
       from audience join person p on p.tenant_id = :tenant and p.id = audience.id
       )
       select c.* from candidate c order by ${inTurn('c')} limit :most`,
      {
        request: request.id,
        asker: request.sourceRequestId ? null : request.postedById,
        forPerson: request.forPersonId ?? null,
        ofOrganisation: request.ofOrganisation,
        everyone: request.membersOfIds,
        leaders: request.leadersOfIds,
        serviceType: request.serviceType,
        now,
        area: request.area ?? null,
        from,
        to,
        most: pace && pace.size + 1,
      },
    );
    return rows.map((row) => ({
      ...row,
      lastHelpedAt: row.lastHelpedAt === null ? null : new Date(row.lastHelpedAt),
    }));
  }
}
