// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#kernel';

/** Through which door a person comes: the municipality's residents and staff, an association's members. */
export type Door = 'resident' | 'staff' | 'member';

/** A person who has just proved who they are to the tenant's identity provider. */
export interface Arrival {
  /** The provider's pairwise subject: the same person has an unrelated one at every other tenant. */
  readonly subject: string;
  readonly givenName: string;
  /** Given and family name as the provider tells them. */
  readonly displayName: string;
  readonly as: Door;
  /** Personal number under a key of this tenant only; null when the provider told none. The number itself stops here. */
  readonly numberHash: string | null;
  /** The employer that the provider vouches for, through the staff door; already checked to be the tenant's own. */
  readonly orgNumber: string | null;
  readonly invitationToken: string | null;
}

/**
 * Who the arriving person is in this tenant; called inside its open scope. Implemented by #tenant/people.
 * @throws DomainError when the person may not come in; its code is shown on the sign-in page.
 */
export abstract class Arrivals {
  abstract arrive(arrival: Arrival): Promise<PersonId>;
}
