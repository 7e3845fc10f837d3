// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Randomness, type PersonId } from '#kernel';
import { authorize, findReadable, type AppAbility, type Role } from '#platform/authz';
import { beyond, cut, type Page } from '#platform/http';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Departures } from '#tenant/people';
import { sendNotices, type NoticeKind } from './kinds.ts';
import { mayBeReached } from './news-ways.service.ts';
import { Notice } from './notice.entity.ts';

const mostHinted = 200;

/** SQL: who is told, with an id for the notice of each. */
const them = `them as (
  select t.id, t.person_id, ${mayBeReached('t.person_id')} as reachable
  from unnest(:ids::uuid[], :people::uuid[]) as t(id, person_id))`;

/** Tells people of what concerns them; written with the change it tells of, or not at all. */
@Injectable()
export class Notices implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly departures: Departures,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    // At the end: what they leave behind may be told to them, too.
    this.departures.onDeparture((personId) => {
      this.scope.beforeCommit(async () => void (await this.em.nativeDelete(Notice, { personId })));
      return Promise.resolve();
    });
  }

  /** Whoever did it is not told. */
  async tell(kind: NoticeKind, subjectId: string, personIds: readonly string[]): Promise<void> {
    // In one order, so that two who tell the same people wait for each other instead of both failing.
    const others = [...new Set(personIds)].filter((id) => id !== this.scope.by).sort();
    if (others.length === 0) return;
    const at = this.clock.now();
    const [told] = await this.scope.rows<{ due: number }>(
      `with ${them}, told as (
         insert into notice (tenant_id, id, person_id, kind, subject_id, at, seen_at, due_at, tries, owed)
         select :tenant::uuid, them.id, them.person_id, :kind, :subject::uuid, :at::timestamptz, null,
           case when them.reachable then :at::timestamptz end, 0, null
         from them
         on conflict (tenant_id, subject_id, kind, person_id)
         do update set (at, seen_at, due_at, tries, owed) = row(excluded.at, null, excluded.due_at, 0, null)
         returning due_at
       )
       select count(due_at)::int as due from told`,
      { ids: others.map(() => this.randomness.uuid()), people: others, kind, subject: subjectId, at },
    );
    const due = told?.due ?? 0;
    // When a whole town is told, the sweep takes it from here.
    if (due > 0 && due <= mostHinted)
      this.jobs.nudge(sendNotices, others.length === 1 ? (others[0] as string) : subjectId);
  }

  /** Of these people those who have said that they do not go to help there; what is in no area in particular is everybody's. */
  async notGoingTo(area: string | null | undefined, personIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (!area || personIds.length === 0) return new Set();
    const rows = await this.scope.rows<{ personId: string }>(
      `select s.person_id as "personId" from notice_settings s
       where s.tenant_id = :tenant and s.person_id = any(:personIds::uuid[]) and not (:area::text = any(s.goes_to))`,
      { personIds, area },
    );
    return new Set(rows.map(({ personId }) => personId));
  }

  /** SQL: the same of one person (an expression) and `:area`, in which nobody is too far when it is null. */
  doesNotGoTo(person: string): string {
    return `exists (select 1 from notice_settings s
      where s.tenant_id = :tenant and s.person_id = ${person} and not (:area::text = any(s.goes_to)))`;
  }

  /** Everybody who has one of these roles. */
  async tellRoles(kind: NoticeKind, subjectId: string, roles: readonly Role[]): Promise<void> {
    const holders = await this.scope.rows<{ personId: PersonId }>(
      `select distinct m.person_id as "personId" from membership m
       where m.tenant_id = :tenant and m.role = any(:roles::text[])`,
      { roles },
    );
    await this.tell(
      kind,
      subjectId,
      holders.map(({ personId }) => personId),
    );
  }

  /** It is over: nobody needs to be told of it any more, or not these. */
  async forget(
    kind: NoticeKind | readonly NoticeKind[],
    subjectId: string,
    personIds?: readonly string[],
  ): Promise<void> {
    const kinds = typeof kind === 'string' ? [kind] : [...kind];
    await this.em.nativeDelete(Notice, {
      kind: { $in: kinds },
      subjectId,
      ...(personIds && { personId: { $in: [...personIds] } }),
    });
  }

  /** The records are gone, and so is whatever was told of them. */
  async forgetAllOf(subjectIds: readonly string[]): Promise<void> {
    await this.em.nativeDelete(Notice, { subjectId: { $in: [...subjectIds] } });
  }

  /** One's own, newest first. */
  async list(personId: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Notice>> {
    const rows = await this.em.find(
      Notice,
      { $and: [{ personId }, beyond('at', 'desc', cursor)] },
      { orderBy: { at: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (notice) => [notice.at.toISOString(), notice.id]);
  }

  unseen(personId: string): Promise<number> {
    return this.em.count(Notice, { personId, seenAt: null });
  }

  /** All that came until then has been looked at. What is being told anew at this moment stays new. */
  async see(personId: string, until: Date): Promise<void> {
    await this.scope.rows(
      `update notice n set seen_at = :now where n.tenant_id = :tenant and n.id in (
         select s.id from notice s where s.tenant_id = :tenant and s.person_id = :personId
           and s.seen_at is null and s.at <= :until for update skip locked)`,
      { personId, until, now: this.clock.now() },
    );
  }

  /** @throws NotFound when it is nobody's, or another's */
  async open(ability: AppAbility, id: string): Promise<Notice> {
    const notice = await findReadable(this.em, ability, Notice, id);
    authorize(ability, 'see', notice);
    notice.seenAt ??= this.clock.now();
    await this.em.flush();
    return notice;
  }
}
