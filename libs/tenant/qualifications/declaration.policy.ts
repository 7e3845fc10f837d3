// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Declaration } from './declaration.entity.ts';

export const declarationPolicy: Policy<'publish' | 'sign', typeof Declaration> = (actor, { can }) => {
  can('sign', Declaration);
  if (actor.roles.includes('administrator')) can('publish', Declaration);
};
