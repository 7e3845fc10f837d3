// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { sides } from './agreement.entity.ts';

/** A line in an agreement's thread, sealed at rest. */
const NoteSchema = defineEntity({
  name: 'Note',
  ...tenantOwned('note', [{ column: 'agreementId', to: 'agreement', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    agreementId: p.uuid(),
    /** Null when a partner wrote it: a function, not a person. */
    authorId: p.uuid().nullable(),
    side: p.enum(sides),
    sealed: p.text(),
    at: p.datetime(3),
  },
  indexes: [{ properties: ['tenantId', 'agreementId', 'at', 'id'] }],
});
export class Note extends NoteSchema.class {}
NoteSchema.setClass(Note);
