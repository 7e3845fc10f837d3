// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError, Invalid, type PersonId } from '#kernel';
import { abilityFor, type AppAbility } from '#platform/authz';
import { Actors, Policies, Sessions, type KnownActor } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { Departures, PersonService } from '#tenant/people';
import { Protections } from '#tenant/protection';
import { TenantProfileService } from '#tenant/profile';
import { TermsService } from '#tenant/terms';
import type { MeView, UpdateMe } from './me.dto.ts';

/** A person's own record: nobody's permission is needed, and nobody else's is reached. */
@Injectable()
export class MeService implements OnModuleInit {
  constructor(
    private readonly people: PersonService,
    private readonly profiles: TenantProfileService,
    private readonly terms: TermsService,
    private readonly actors: Actors,
    private readonly policies: Policies,
    private readonly sessions: Sessions,
    private readonly departures: Departures,
    private readonly scope: TenantScope,
    private readonly protections: Protections,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      this.scope.afterCommit(() => this.sessions.endAllOf(personId as PersonId));
    });
  }

  async view(actor: KnownActor, ability: AppAbility): Promise<MeView> {
    const { personId, termsAccepted } = actor;
    const { person, roles } = await this.people.standing(personId);
    return {
      person: {
        id: person.id,
        displayName: person.displayName,
        locale: person.locale,
        area: person.area ?? null,
        protection: await this.protections.of({ personId }),
      },
      roles: [...roles],
      groups: await this.groupsOf(personId),
      termsAccepted,
      termsVersion: await this.terms.currentVersion(),
      can: Object.fromEntries(
        Object.entries(this.policies.can).map(([word, [verb, subject]]) => [word, ability.can(verb, subject)]),
      ),
    };
  }

  /** As it is now that something about them has changed. */
  async viewAnew(personId: PersonId): Promise<MeView> {
    const actor = await this.actors.load(personId);
    if (!actor) throw new DomainError('unauthenticated', 'unauthenticated');
    return this.view(actor, abilityFor(actor, this.policies.all));
  }

  async update(personId: PersonId, { protection, ...fields }: UpdateMe): Promise<MeView> {
    if (fields.area) {
      const { areas } = await this.profiles.current();
      if (!areas.includes(fields.area)) throw new Invalid('person.area-unknown', { pointer: '/area' });
    }
    await this.people.changeOwn(personId, fields);
    if (protection) await this.protections.choose({ personId }, protection);
    return this.viewAnew(personId);
  }

  private groupsOf(personId: string): Promise<MeView['groups']> {
    return this.scope.rows<MeView['groups'][number]>(
      `select g.id, g.name, m.leader, m.state from group_member m
       join "group" g on g.tenant_id = :tenant and g.id = m.group_id and g.archived_at is null
       where m.tenant_id = :tenant and m.person_id = :personId order by g.name, g.id`,
      { personId },
    );
  }
}
