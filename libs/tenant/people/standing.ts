// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/authz';
import type { Person } from './person.entity.ts';

export interface RoleInUnit {
  readonly role: Role;
  readonly unitId: string | null;
}

/** A person, and what they are here. */
export interface Standing {
  readonly person: Person;
  readonly roles: readonly RoleInUnit[];
}
