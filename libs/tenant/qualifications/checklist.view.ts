// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { canOf, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { PersonService } from '#tenant/people';
import { Attestation } from './attestation.entity.ts';
import { attestationVerbs } from './attestation.policy.ts';
import type { AttestationView, ChecklistItem } from './qualification.dto.ts';
import { keyOf, Requirement } from './requirement.entity.ts';
import { unmetBy } from './unmet.ts';

const order = { serviceType: 'asc', purpose: 'asc', kind: 'asc', subjectKey: 'asc' } as const;
const thing = ({ kind, subjectKey, years }: Pick<Requirement, 'kind' | 'subjectKey' | 'years'>): string =>
  [kind, subjectKey, years ?? ''].join('|');

/** What is demanded, held against what a person has; it decides nothing. */
@Injectable()
export class Checklists {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly people: PersonService,
    private readonly clock: Clock,
  ) {}

  demandedIn(groupIds: readonly string[]): Promise<Requirement[]> {
    return this.em.find(Requirement, { groupId: { $in: [...groupIds] } }, { orderBy: order });
  }

  /** One line for each thing, however many kinds of service it is demanded for. */
  async of(ability: AppAbility, personId: string, requirements: readonly Requirement[]): Promise<ChecklistItem[]> {
    if (requirements.length === 0) return [];
    const unmet = await this.unmet(personId, requirements);
    const shown = await this.views(ability, await this.attestationsOf(personId));
    const things = new Map<string, Requirement[]>();
    for (const requirement of requirements)
      things.set(thing(requirement), [...(things.get(thing(requirement)) ?? []), requirement]);
    return [...things.values()].map((alike): ChecklistItem => {
      const [first] = alike as [Requirement];
      const attestation = shown.find(
        ({ kind, subject, years }) =>
          kind === first.kind && keyOf(subject) === first.subjectKey && (years ?? 0) >= (first.years ?? 0),
      );
      return {
        kind: first.kind,
        subject: first.subject,
        years: first.years ?? null,
        validMonths: first.validMonths ?? null,
        uses: alike.map(({ serviceType, purpose }) => ({ serviceType, purpose })),
        state: !alike.some(({ id }) => unmet.has(id)) ? 'fulfilled' : stateOf(attestation, this.clock.now()),
        attestation: attestation ?? null,
      };
    });
  }

  /** Those that hold first, and among them the newest. */
  async attestationsOf(personId: string): Promise<Attestation[]> {
    const now = this.clock.now();
    const all = await this.em.find(Attestation, { personId }, { orderBy: { createdAt: 'desc', id: 'asc' } });
    return [...all.filter((one) => one.goodAt(now)), ...all.filter((one) => !one.goodAt(now))];
  }

  async views(ability: AppAbility, attestations: readonly Attestation[]): Promise<AttestationView[]> {
    const now = this.clock.now();
    const names = await this.people.names(attestations.flatMap(({ personId, seenById }) => [personId, seenById]));
    return attestations.map((one) => ({
      id: one.id,
      personId: one.personId,
      personName: names.get(one.personId) ?? '',
      kind: one.kind,
      subject: one.subject,
      years: one.years ?? null,
      seenOn: one.seenOn,
      seenBy: names.get(one.seenById) ?? '',
      issuedBy: one.issuedBy ?? null,
      declarationVersion: one.declarationVersion ?? null,
      validTo: one.validTo?.toISOString() ?? null,
      expiresSoon: one.expiresSoon(now),
      withdrawnAt: one.withdrawnAt?.toISOString() ?? null,
      withdrawnReason: one.withdrawnReason ?? null,
      can: canOf(ability, one, attestationVerbs),
    }));
  }

  private async unmet(personId: string, requirements: readonly Requirement[]): Promise<Set<string>> {
    const rows = await this.scope.rows<{ id: string }>(
      `select r.id from requirement r
       where r.tenant_id = :tenant and r.id = any(:ids::uuid[]) and ${unmetBy(':personId')}`,
      { ids: requirements.map(({ id }) => id), personId, now: this.clock.now() },
    );
    return new Set(rows.map(({ id }) => id));
  }
}

function stateOf(attestation: AttestationView | undefined, now: Date): ChecklistItem['state'] {
  if (attestation?.withdrawnAt) return 'withdrawn';
  return attestation?.validTo && new Date(attestation.validTo) <= now ? 'expired' : 'missing';
}
