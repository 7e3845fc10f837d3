// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Terms } from './terms.entity.ts';

export type TermsVerb = 'publish';

/** Everybody may read the terms, even before they sign in; that needs no rule. */
export const termsPolicy: Policy<TermsVerb, typeof Terms> = (actor, { can }) => {
  if (actor.roles.includes('administrator')) can('publish', Terms);
};
