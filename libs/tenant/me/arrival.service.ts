// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Forbidden, type PersonId } from '#kernel';
import { Arrivals, type Arrival } from '#platform/identity';
import { InvitationService } from '#tenant/invitations';
import { Membership, Person, PersonService } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';

/** Who the arriving person is here, and whether they may come in. */
@Injectable()
export class ArrivalService extends Arrivals {
  constructor(
    private readonly em: EntityManager,
    private readonly people: PersonService,
    private readonly profiles: TenantProfileService,
    private readonly invitations: InvitationService,
  ) {
    super();
  }

  async arrive(arrival: Arrival): Promise<PersonId> {
    const { signIn } = await this.profiles.current();
    if (!signIn.includes(arrival.as)) throw new Forbidden('sign-in.not-here');
    const known = await this.recognize(arrival);
    if (arrival.as === 'member' && !(known && (await this.belongs(known)))) await this.expectInvitation(arrival);
    if (arrival.as === 'staff' && !arrival.orgNumber) throw new Forbidden('sign-in.not-employed-here');
    const person = known ?? (await this.enter(arrival));
    return person.id as PersonId;
  }

  /** Anybody who lives here may be a resident, and the employer vouches for its staff; a member is made by invitation. */
  private async enter({ as: door, subject, numberHash, givenName, displayName }: Arrival): Promise<Person> {
    // Neighbours begin with a first name, which they may change; colleagues and members are known by their whole names.
    const name = door === 'resident' ? givenName || displayName : displayName;
    const person = await this.people.enter({ door, subject, numberHash, displayName: name.slice(0, 120) });
    if (door !== 'member') await this.people.giveRole(person.id, door);
    return person;
  }

  /** By the provider's subject; or by the number, when the provider has given the same person a new subject. */
  private async recognize({ as: door, subject, numberHash }: Arrival): Promise<Person | null> {
    const known = await this.em.findOne(Person, { door, subject });
    if (known || numberHash === null) return known;
    const renamed = await this.em.findOne(Person, { door, numberHash });
    if (renamed) {
      renamed.subject = subject;
      await this.em.flush();
    }
    return renamed;
  }

  private async belongs(person: Person): Promise<boolean> {
    return (await this.em.count(Membership, { personId: person.id })) > 0;
  }

  private async expectInvitation({ invitationToken }: Arrival): Promise<void> {
    if (!invitationToken || !(await this.invitations.isOpen(invitationToken)))
      throw new Forbidden('sign-in.by-invitation');
  }
}
