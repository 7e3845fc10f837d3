// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { PersonId } from '#kernel';

export const roles = ['administrator', 'coordinator', 'staff', 'member', 'resident'] as const;
export type Role = (typeof roles)[number];

/** Something a group demands of whoever asks there for a kind of service, or helps with it, and that a member has not. */
export interface Lack {
  readonly groupId: string;
  readonly serviceType: ServiceType;
  readonly purpose: 'ask' | 'help';
}

/** Who is asking, inside one tenant: everything a policy may know about them. */
export interface Actor {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly unitIds: readonly string[];
  /** Groups they are an admitted member of. */
  readonly groupIds: readonly string[];
  readonly leadsGroupIds: readonly string[];
  /** Where something is missing to them in their own groups; left out: nowhere. */
  readonly lacks?: readonly Lack[];
  /** Those whom they have blocked; left out: nobody. */
  readonly blockedIds?: readonly string[];
  /** Those who have blocked them, of which they must never learn; left out: nobody. */
  readonly blockedByIds?: readonly string[];
}
