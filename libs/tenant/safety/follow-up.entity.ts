// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const followUpAnswers = ['good', 'bad'] as const;
export const followUpSides = ['asker', 'helper'] as const;

/** How it went, in one word of one party. Others learn how many said so, and never who. */
const FollowUpSchema = defineEntity({
  name: 'FollowUp',
  ...tenantOwned('follow_up', [
    { column: 'agreementId', to: 'agreement', onDelete: 'cascade' },
    { column: 'personId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    agreementId: p.uuid(),
    personId: p.uuid(),
    side: p.enum(followUpSides),
    answer: p.enum(followUpAnswers),
    at: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'agreementId', 'personId'] }],
});
export class FollowUp extends FollowUpSchema.class {}
FollowUpSchema.setClass(FollowUp);
