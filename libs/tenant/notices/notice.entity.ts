// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { noticeChannels, noticeKindNames } from './kinds.ts';

const NoticeSchema = defineEntity({
  name: 'Notice',
  ...tenantOwned('notice', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    kind: p.enum(noticeKindNames),
    /** The record it is about; the kind says of which sort. */
    subjectId: p.uuid(),
    at: p.datetime(3),
    seenAt: p.datetime(3).nullable(),
    /** When it is to leave the app; null when it need not, or has. */
    dueAt: p.datetime(3).nullable(),
    tries: p.integer(),
    /** Ways it still has to go; null until that has been decided. */
    owed: p.enum(noticeChannels).array().nullable(),
  },
  // Told again of the same thing, the old notice comes back instead of a second one.
  uniques: [{ properties: ['tenantId', 'subjectId', 'kind', 'personId'] }],
  indexes: [
    { properties: ['tenantId', 'personId', 'at', 'id'] },
    { properties: ['tenantId', 'at'] },
    { properties: ['tenantId', 'dueAt', 'personId'], where: 'due_at is not null' },
  ],
});

/** One person's "look at this". */
export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice);
