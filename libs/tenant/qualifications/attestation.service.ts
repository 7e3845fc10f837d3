// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Forbidden, Invalid, NotFound } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { beyond, cut, type Page, type PageQuery } from '#platform/http';
import { Audit } from '#tenant/audit';
import { GroupMember, GroupService } from '#tenant/groups';
import { Departures, PersonService } from '#tenant/people';
import { z } from 'zod';
import { Attestation, day, endingSoon, type WithdrawalReason } from './attestation.entity.ts';
import type { AttestationVerb } from './attestation.policy.ts';
import { Checklists } from './checklist.view.ts';
import type { Attest, ChecklistView } from './qualification.dto.ts';
import { keyOf, type Requirement } from './requirement.entity.ts';

/** What was seen longer ago than this has to be seen again. */
const oldestMs = 366 * day;
const longestMonths = 120;

/** Coordinators and leaders tick what they have seen; it is a note that it was seen, and never what stood in it. */
@Injectable()
export class AttestationService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly groups: GroupService,
    private readonly people: PersonService,
    private readonly checklists: Checklists,
    private readonly departures: Departures,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(Attestation, { personId });
    });
  }

  async checklist(ability: AppAbility, actor: Actor, groupId: string, personId: string): Promise<ChecklistView> {
    const demanded = await this.demandedOf(ability, groupId, personId);
    const { displayName } = await this.people.find(personId);
    return {
      person: { id: personId, displayName },
      items: await this.checklists.of(ability, personId, demanded),
      can: { attest: personId !== actor.personId },
    };
  }

  /** @throws Forbidden for oneself; Invalid when the group demands no such thing, or the dates cannot be */
  async attest(
    ability: AppAbility,
    actor: Actor,
    groupId: string,
    personId: string,
    { kind, subject, years, seenOn, validTo }: Attest,
  ): Promise<void> {
    const demanded = await this.demandedOf(ability, groupId, personId);
    if (personId === actor.personId) throw new Forbidden('attestation.own');
    if (kind === 'declaration') throw new Invalid('attestation.must-be-signed', { pointer: '/kind' });
    const wanted = demanded.filter(
      (one) => one.kind === kind && one.subjectKey === keyOf(subject) && (one.years ?? null) === years,
    );
    if (wanted.length === 0) throw new Invalid('attestation.not-demanded', { pointer: '/kind' });
    const seen = this.seen(seenOn);
    // What was seen anew takes the place of what was seen before: one withdrawal is enough.
    const before = { personId, kind, subjectKey: keyOf(subject), withdrawnAt: null };
    await this.em.nativeDelete(Attestation, years === null ? before : { ...before, years: { $lte: years } });
    const attestation = this.em.create(Attestation, {
      personId,
      kind,
      subject: subject.trim(),
      subjectKey: keyOf(subject),
      years,
      seenOn: seen,
      seenById: actor.personId,
      issuedBy: null,
      declarationVersion: null,
      acr: null,
      createdAt: this.clock.now(),
      validTo: validTo === undefined ? usualEnd(seenOn, wanted) : this.end(validTo, seenOn),
      remindedAt: null,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawnReason: null,
    });
    await this.em.flush();
    this.audit.record('attest', 'person', personId, { kind, attestation: attestation.id });
  }

  /** Of everybody, those that end first: what a coordinator has to think of. */
  async expiring({ limit, cursor }: z.infer<typeof PageQuery>): Promise<Page<Attestation>> {
    const filters: object[] = [endingSoon(this.clock.now()), beyond('validTo', 'asc', cursor)];
    const orderBy = { validTo: 'asc', id: 'asc' } as const;
    const rows = await this.em.find(Attestation, { $and: filters }, { orderBy, limit: limit + 1 });
    return cut(rows, limit, ({ validTo, id }) => [validTo?.toISOString() ?? '', id]);
  }

  /** At once: the person is out of the audience with the next thing anybody does. */
  async withdraw(ability: AppAbility, actor: Actor, id: string, reason: WithdrawalReason): Promise<Attestation> {
    const attestation = await this.load(ability, actor, 'withdraw', id, 'attestation.withdrawn');
    attestation.withdraw(actor.personId, reason, this.clock.now());
    await this.em.flush();
    this.audit.record('withdraw', 'attestation', id, { kind: attestation.kind, reason });
    return attestation;
  }

  async restore(ability: AppAbility, actor: Actor, id: string): Promise<Attestation> {
    const attestation = await this.load(ability, actor, 'restore', id, 'attestation.not-withdrawn');
    attestation.restore(this.clock.now());
    await this.em.flush();
    this.audit.record('restore', 'attestation', id, { kind: attestation.kind });
    return attestation;
  }

  private async load(
    ability: AppAbility,
    actor: Actor,
    verb: AttestationVerb,
    id: string,
    otherwise: string,
  ): Promise<Attestation> {
    const attestation = await findReadable(this.em, ability, Attestation, id);
    authorize(ability, verb, attestation, attestation.personId === actor.personId ? 'attestation.own' : otherwise);
    return attestation;
  }

  /** What the group demands, for whoever may say that somebody at its door or in it has it. */
  private async demandedOf(ability: AppAbility, groupId: string, personId: string): Promise<Requirement[]> {
    await this.groups.load(ability, groupId, 'approve');
    if ((await this.em.count(GroupMember, { groupId, personId })) === 0) throw new NotFound();
    return this.checklists.demandedIn([groupId]);
  }

  private seen(seenOn: string): string {
    const now = this.clock.now().getTime();
    const at = Date.parse(seenOn);
    // A day begins earlier to the east of us.
    if (at > now + day) throw new Invalid('attestation.seen-in-the-future', { pointer: '/seenOn' });
    if (at < now - oldestMs) throw new Invalid('attestation.seen-too-long-ago', { pointer: '/seenOn' });
    return seenOn;
  }

  private end(validTo: string | null, seenOn: string): Date | null {
    if (validTo === null) return null;
    const end = new Date(validTo);
    if (end <= this.clock.now() || end > monthsAfter(seenOn, longestMonths))
      throw new Invalid('attestation.end', { pointer: '/validTo' });
    return end;
  }
}

/** As the group says; where it says different things for different kinds of service, the shortest. */
function usualEnd(seenOn: string, wanted: readonly Requirement[]): Date | null {
  const months = wanted.flatMap(({ validMonths }) => validMonths ?? []);
  return months.length === 0 ? null : monthsAfter(seenOn, Math.min(...months));
}

function monthsAfter(date: string, months: number): Date {
  const end = new Date(date);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end;
}
