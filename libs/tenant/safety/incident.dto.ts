// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text, Timestamp } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { incidentKinds, incidentStates } from './incident.entity.ts';

export const IncidentView = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(incidentKinds),
    what: z.string(),
    happenedAt: z.iso.datetime(),
    reportedAt: z.iso.datetime(),
    mine: z.boolean(),
    /** Who reported it; for those who handle it. */
    reporter: z.string().nullable(),
    requestId: z.uuid().nullable(),
    agreementId: z.uuid().nullable(),
    state: z.enum(incidentStates),
    measure: z.string().nullable(),
    handledAt: z.iso.datetime().nullable(),
    can: z.strictObject({ handle: z.boolean() }),
  })
  .meta({ id: 'Incident' });
export type IncidentView = z.infer<typeof IncidentView>;
export const IncidentPage = page(IncidentView, 'IncidentPage');

export const IncidentQuery = PageQuery.extend({
  /** `mine`: what one reported oneself; otherwise all that one may read. */
  scope: z.enum(['mine', 'all']).default('all'),
});
export type IncidentQuery = z.infer<typeof IncidentQuery>;

export const ReportIncident = z
  .strictObject({
    kind: z.enum(incidentKinds),
    what: Text(2000),
    happenedAt: Timestamp,
    requestId: z.uuid().optional(),
    agreementId: z.uuid().optional(),
  })
  .meta({ id: 'ReportIncident' });
export type ReportIncident = z.infer<typeof ReportIncident>;

/** It is closed with what was done about it. */
export const HandleIncident = z
  .strictObject({ state: z.enum(['looked-at', 'closed']), measure: Text(2000).optional() })
  .refine(({ state, measure }) => state !== 'closed' || measure !== undefined, {
    error: 'measure-missing',
    path: ['measure'],
  })
  .meta({ id: 'HandleIncident' });
export type HandleIncident = z.infer<typeof HandleIncident>;
