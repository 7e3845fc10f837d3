// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { declineCodes, ServiceType } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { partnerRequestStates } from './partner-request.states.ts';

const Named = z.strictObject({ id: z.uuid(), name: z.string() });

export const PartnerRequestQuery = PageQuery.extend({ state: z.enum(partnerRequestStates).optional() });
export type PartnerRequestQuery = z.infer<typeof PartnerRequestQuery>;

export const RoutePartnerRequest = z
  .strictObject({ groupIds: z.array(z.uuid()).min(1).max(20) })
  .meta({ id: 'RoutePartnerRequest' });
export type RoutePartnerRequest = z.infer<typeof RoutePartnerRequest>;

export const DeclinePartnerRequest = z
  .strictObject({ code: z.enum(declineCodes) })
  .meta({ id: 'DeclinePartnerRequest' });
export type DeclinePartnerRequest = z.infer<typeof DeclinePartnerRequest>;

export const PartnerRequestView = z
  .strictObject({
    id: z.uuid(),
    partner: Named,
    serviceType: ServiceType,
    text: z.string().nullable(),
    area: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    headCount: z.int().nullable(),
    receivedAt: z.string(),
    expiresAt: z.string(),
    state: z.enum(partnerRequestStates),
    routedTo: z.array(Named),
    requestId: z.uuid().nullable(),
    version: z.int(),
    can: z.strictObject({ route: z.boolean(), decline: z.boolean() }),
  })
  .meta({ id: 'PartnerRequest' });
export type PartnerRequestView = z.infer<typeof PartnerRequestView>;

export const PartnerRequestPage = page(PartnerRequestView, 'PartnerRequestPage');
