// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const incidentKinds = ['incident', 'near-miss'] as const;
export const incidentStates = ['open', 'looked-at', 'closed'] as const;
type IncidentState = (typeof incidentStates)[number];

/** Something went wrong, or nearly did. The tenant's own: no message, no figure of it leaves. */
const IncidentSchema = defineEntity({
  name: 'Incident',
  ...tenantOwned('incident', [{ column: 'reportedById', to: 'person', onDelete: 'restrict' }]),
  properties: {
    ...tenantColumns,
    kind: p.enum(incidentKinds),
    reportedById: p.uuid(),
    reportedAt: p.datetime(3),
    happenedAt: p.datetime(3),
    requestId: p.uuid().nullable(),
    agreementId: p.uuid().nullable(),
    /** What happened and what was done about it, sealed at rest. */
    sealed: p.text(),
    state: p.enum(incidentStates),
    handledAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['tenantId', 'reportedAt', 'id'] },
    { properties: ['tenantId', 'reportedById', 'reportedAt', 'id'] },
  ],
});
export class Incident extends IncidentSchema.class {
  handle(state: Exclude<IncidentState, 'open'>, at: Date): void {
    if (this.state === 'closed') throw new Conflict('incident.closed');
    this.state = state;
    this.handledAt = at;
  }
}
IncidentSchema.setClass(Incident);
