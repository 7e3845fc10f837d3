// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Block } from '#tenant/people';

/** Only whoever blocks knows of it. */
export const blockPolicy: Policy<'read' | 'block' | 'remove', typeof Block> = (actor, { can }) => {
  if (actor.roles.length > 0) can('block', Block);
  can(['read', 'remove'], Block, { blockerId: actor.personId });
};
