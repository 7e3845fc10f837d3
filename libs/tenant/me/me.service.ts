// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError, Invalid, type PersonId } from '#kernel';
import { abilityFor } from '#platform/authz';
import { Actors, Policies, Sessions } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { Group, GroupMember } from '#tenant/groups';
import { Departures, PersonService } from '#tenant/people';
import { Protections } from '#tenant/protection';
import { TenantProfileService } from '#tenant/profile';
import { TermsService } from '#tenant/terms';
import type { MeView, UpdateMe } from './me.dto.ts';

/** A person's own record: nobody's permission is needed, and nobody else's is reached. */
@Injectable()
export class MeService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
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

  async view(personId: PersonId): Promise<MeView> {
    const actor = await this.actors.load(personId);
    if (!actor) throw new DomainError('unauthenticated', 'unauthenticated');
    const ability = abilityFor(actor, this.policies.all);
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
      termsAccepted: actor.termsAccepted,
      termsVersion: await this.terms.currentVersion(),
      can: Object.fromEntries(
        Object.entries(this.policies.can).map(([word, [verb, subject]]) => [word, ability.can(verb, subject)]),
      ),
    };
  }

  async update(personId: PersonId, { protection, ...fields }: UpdateMe): Promise<MeView> {
    if (fields.area) {
      const { areas } = await this.profiles.current();
      if (!areas.includes(fields.area)) throw new Invalid('person.area-unknown', { pointer: '/area' });
    }
    await this.people.changeOwn(personId, fields);
    if (protection) await this.protections.choose({ personId }, protection);
    return this.view(personId);
  }

  private async groupsOf(personId: string): Promise<MeView['groups']> {
    const places = await this.em.find(GroupMember, { personId });
    const where = { id: { $in: places.map(({ groupId }) => groupId) }, archivedAt: null };
    const groups = await this.em.find(Group, where, { orderBy: { name: 'asc', id: 'asc' } });
    return groups.flatMap(({ id, name }) => {
      const place = places.find(({ groupId }) => groupId === id);
      return place ? [{ id, name, leader: place.leader, state: place.state }] : [];
    });
  }
}
