// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict, Invalid, NotFound } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Departures } from '#tenant/people';
import type { CreateAvailability } from './availability.dto.ts';
import { Availability } from './availability.entity.ts';

const day = 86_400_000;
const longest = 7 * day;
const furthest = 92 * day;
const mostOfOne = 100;
/** Whoever has said something about the days around a shift has said something about it. */
const around = "interval '3 days'";

type Word = 'can' | 'cannot';

/** When people have said that they can. */
@Injectable()
export class Availabilities implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => void (await this.em.nativeDelete(Availability, { personId })));
  }

  /** What is still to come, the first one first. */
  ahead(personId: string): Promise<Availability[]> {
    const coming = { personId, to: { $gt: this.clock.now() } };
    return this.em.find(Availability, coming, { orderBy: { from: 'asc', id: 'asc' } });
  }

  /** @throws Invalid with the field it is about; Conflict `availability.too-many` */
  async say(personId: string, said: CreateAvailability): Promise<Availability> {
    const now = this.clock.now().getTime();
    const from = new Date(said.from);
    const to = new Date(said.to);
    if (from >= to) throw new Invalid('request.ends-before-it-begins', { pointer: '/to' });
    if (to.getTime() <= now) throw new Invalid('availability.over', { pointer: '/to' });
    if (to.getTime() > now + furthest || to.getTime() > from.getTime() + longest)
      throw new Invalid('availability.too-long', { pointer: '/to' });
    if ((await this.em.count(Availability, { personId, to: { $gt: this.clock.now() } })) >= mostOfOne)
      throw new Conflict('availability.too-many');
    const availability = this.em.create(Availability, { personId, from, to });
    await this.em.flush();
    return availability;
  }

  /** @throws NotFound when it is nobody's, or another's */
  async takeBack(personId: string, id: string): Promise<void> {
    if ((await this.em.nativeDelete(Availability, { id, personId })) === 0) throw new NotFound();
  }

  /** Of these people those who have said that they can all that time, or only at others nearby. Whoever said nothing is not in it. */
  async wordsOf(personIds: readonly string[], from: Date, to: Date): Promise<ReadonlyMap<string, Word>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.scope.rows<{ personId: string; word: Word | null }>(
      `select p.id as "personId", ${this.wordOf('p.id')} as word from unnest(:personIds::uuid[]) as p(id)`,
      { personIds, from, to },
    );
    return new Map(rows.flatMap(({ personId, word }) => (word ? [[personId, word]] : [])));
  }

  /**
   * SQL: whether a person (an expression) has said that they `can` all the time from `:from` to `:to`, or that they
   * `cannot`, having named only other times nearby; null when they said nothing.
   */
  wordOf(person: string): string {
    return `(select case bool_or(a."from" <= :from and a."to" >= :to) when true then 'can' when false then 'cannot' end
      from availability a where a.tenant_id = :tenant and a.person_id = ${person}
        and a."to" > :from::timestamptz - ${around} and a."from" < :to::timestamptz + ${around})`;
  }
}
