// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const CalendarFeedSchema = defineEntity({
  name: 'CalendarFeed',
  ...tenantOwned('calendar_feed', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    /** SHA-256 of the token in the address; the token itself is shown once and kept nowhere. */
    tokenHash: p.string().length(43),
    since: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'personId'] }, { properties: ['tenantId', 'tokenHash'] }],
});

export const hashOfAddress = (token: string) => createHash('sha256').update(token).digest('base64url');

/** An address where a person's own calendar asks for their agreed times, without signing in. */
export class CalendarFeed extends CalendarFeedSchema.class {}
CalendarFeedSchema.setClass(CalendarFeed);
