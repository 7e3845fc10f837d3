// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Unit } from './unit.entity.ts';

export const unitVerbs = ['update', 'remove'] as const;
export type UnitVerb = 'read' | 'create' | (typeof unitVerbs)[number];

export const unitPolicy: Policy<UnitVerb, typeof Unit> = ({ roles }, { can }) => {
  const employed = roles.some((role) => role === 'administrator' || role === 'coordinator' || role === 'staff');
  if (employed) can('read', Unit);
  if (roles.includes('administrator')) can(['create', 'update', 'remove'], Unit);
};
