// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Guidelines } from './guidelines.entity.ts';

/** Whoever is signed in may read them; that needs no rule. */
export const guidelinesPolicy: Policy<'publish', typeof Guidelines> = (actor, { can }) => {
  if (actor.roles.includes('administrator')) can('publish', Guidelines);
};
