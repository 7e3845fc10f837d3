// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Availabilities, type Word } from '#tenant/availability';
import { nextStep, type Candidate } from '#tenant/fairness';
import { Audience } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { areApart, isHeard } from './blocked.ts';
import { followInFeeds } from './feed-rows.ts';
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
    private readonly events: RequestEvents,
    private readonly notices: Notices,
    private readonly availabilities: Availabilities,
  ) {}

  /** The next helpers are asked; who listens is told whom. */
  async goOn(request: Request): Promise<void> {
    const now = this.clock.now();
    const step = nextStep(request, await this.waiting(request), now);
    request.nextWaveAt = step.nextAt;
    request.turnIds = [...request.turnIds, ...step.helperIds];
    for (const helperId of step.helperIds) this.give(request, helperId, now);
    await this.em.flush();
    await followInFeeds(this.em, request);
    const { helperIds } = step;
    if (helperIds.length > 0) await this.events.tell('asked', { requestId: request.id, helperIds, at: now });
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

  private give(request: Request, helperId: string, at: Date): void {
    const { id: requestId, answerBy, serviceType, area } = request;
    this.em.create(RequestTurn, { requestId, helperId, at, passed: false, open: true, answerBy, serviceType, area });
  }

  /** What people have said of when they can decides who is invited to a shift, and nothing else. */
  private async wordsOf(request: Request, ids: readonly string[]): Promise<ReadonlyMap<string, Word> | null> {
    const { from, to } = request;
    return isShift(request) && from && to ? this.availabilities.wordsOf(ids, from, to) : null;
  }

  /** Those of the audience whose turn has not come, with what decides when it does. */
  private async waiting(request: Request): Promise<Candidate[]> {
    const rows = await this.scope.rows<
      Omit<Candidate, 'lastHelpedAt' | 'tooFar' | 'word'> & { lastHelpedAt: string | null }
    >(
      `with audience as (
         select distinct m.person_id as id from group_member m
         where m.tenant_id = :tenant and ${this.audience.reached()}
           and m.person_id is distinct from :asker::uuid and m.person_id is distinct from :forPerson::uuid
           and (:ofOrganisation::boolean or not ${areApart(':asker::uuid', 'm.person_id')})
           and not exists (select 1 from request_turn had
             where had.tenant_id = :tenant and had.request_id = :request and had.helper_id = m.person_id)
       )
       select p.id, p.area is not null and p.area = :area::text as near,
         (select max(h.made_at) from agreement_helper h where h.tenant_id = :tenant and h.helper_id = p.id) as "lastHelpedAt",
         (select count(*)::int from request_turn t
          where t.tenant_id = :tenant and t.helper_id = p.id and not t.passed and t.at > coalesce(
            (select max(o.at) from offer o where o.tenant_id = :tenant and o.helper_id = p.id), '-infinity')
         ) as "askedInVain"
       from audience join person p on p.tenant_id = :tenant and p.id = audience.id`,
      {
        request: request.id,
        asker: request.sourceRequestId ? null : request.postedById,
        forPerson: request.forPersonId ?? null,
        ofOrganisation: request.ofOrganisation,
        everyone: request.membersOfIds,
        leaders: request.leadersOfIds,
        serviceType: request.serviceType,
        now: this.clock.now(),
        area: request.area ?? null,
      },
    );
    const ids = rows.map(({ id }) => id);
    const words = await this.wordsOf(request, ids);
    const far = await this.notices.notGoingTo(request.area, ids);
    return rows.map((row) => ({
      ...row,
      tooFar: far.has(row.id),
      word: words?.get(row.id),
      near: row.near ?? false,
      lastHelpedAt: row.lastHelpedAt === null ? null : new Date(row.lastHelpedAt),
    }));
  }
}
