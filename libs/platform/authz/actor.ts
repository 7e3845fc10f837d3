// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#kernel';

export const roles = ['administrator', 'coordinator', 'staff', 'member', 'resident'] as const;
export type Role = (typeof roles)[number];

/** Who is asking, inside one tenant: everything a policy may know about them. */
export interface Actor {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly unitIds: readonly string[];
  /** Groups they are an admitted member of. */
  readonly groupIds: readonly string[];
  readonly leadsGroupIds: readonly string[];
}
