// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Incident } from './incident.entity.ts';

/** Anybody reports; who reported follows it; those who answer for the organisation handle it. */
export const incidentPolicy: Policy<'report' | 'read' | 'handle', typeof Incident> = (actor, { can }) => {
  if (actor.roles.length > 0) can('report', Incident);
  can('read', Incident, { reportedById: actor.personId });
  if (actor.roles.includes('coordinator') || actor.roles.includes('administrator')) can(['read', 'handle'], Incident);
};
