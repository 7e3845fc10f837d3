// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Client } from './client.entity.ts';

export const clientVerbs = ['update', 'consent', 'handOver', 'takeBack'] as const;
export type ClientVerb = (typeof clientVerbs)[number] | 'read' | 'create' | 'speakFor' | 'protect';

export const clientPolicy: Policy<ClientVerb, typeof Client> = (actor, { can, cannot }) => {
  const verbs = ['read', 'speakFor', ...clientVerbs] as const;
  const staff = actor.roles.includes('staff');
  const coordinator = actor.roles.includes('coordinator');
  if (staff || coordinator) can('create', Client);
  // Coordinators take everybody's calls; staff know their own unit's clients.
  if (coordinator) can([...verbs], Client);
  if (staff) can([...verbs], Client, { keptById: actor.personId });
  if (staff && actor.unitIds.length > 0) can([...verbs], Client, { unitId: { $in: [...actor.unitIds] } });
  // How far they want to be protected is for those who know them, and not for everybody who takes a call.
  if (staff || coordinator) can('protect', Client, { keptById: actor.personId });
  if (staff && actor.unitIds.length > 0) can('protect', Client, { unitId: { $in: [...actor.unitIds] } });
  cannot('protect', Client, { personId: { $ne: null } } as object);
  cannot('handOver', Client, { personId: { $ne: null } } as object);
  cannot('takeBack', Client, { personId: null });
};
