// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, ServiceType, serviceTypes } from '#contracts';
import { page } from '#platform/http';

const Named = z.strictObject({ id: z.uuid(), name: z.string() });
const terms = {
  serviceTypes: z.array(ServiceType).min(1).max(serviceTypes.length),
  area: Area.nullable(),
  quotaPerWeek: z.int().min(1).max(1000).nullable(),
};

export const CreateGroupLink = z
  .strictObject({
    needGroupId: z.uuid(),
    resourceGroupId: z.uuid(),
    serviceTypes: terms.serviceTypes,
    area: terms.area.default(null),
    quotaPerWeek: terms.quotaPerWeek.default(null),
  })
  .meta({ id: 'CreateGroupLink' });
export type CreateGroupLink = z.infer<typeof CreateGroupLink>;

export const UpdateGroupLink = z.strictObject(terms).partial().meta({ id: 'UpdateGroupLink' });
export type UpdateGroupLink = z.infer<typeof UpdateGroupLink>;

export const GroupLinkView = z
  .strictObject({
    id: z.uuid(),
    needGroup: Named,
    resourceGroup: Named,
    ...terms,
    version: z.int(),
    can: z.strictObject({ update: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'GroupLink' });
export type GroupLinkView = z.infer<typeof GroupLinkView>;

export const GroupLinkPage = page(GroupLinkView, 'GroupLinkPage');
