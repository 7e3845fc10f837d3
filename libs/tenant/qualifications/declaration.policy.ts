// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Declaration } from './declaration.entity.ts';

export const declarationPolicy: Policy<'publish', typeof Declaration> = (actor, { can }) => {
  if (actor.roles.includes('administrator')) can('publish', Declaration);
};
