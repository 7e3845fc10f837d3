// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** How the one who blocks knows the other. */
export const blockWays = ['offer', 'agreement'] as const;

/** Somebody wants nothing more to do with somebody. It keeps both apart, and only the one who did it can tell. */
const BlockSchema = defineEntity({
  name: 'Block',
  ...tenantOwned('block', [
    { column: 'blockerId', to: 'person', onDelete: 'cascade' },
    { column: 'blockedId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    blockerId: p.uuid(),
    blockedId: p.uuid(),
    /** What they met in. */
    way: p.enum(blockWays),
    at: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'blockerId', 'blockedId'] }],
  indexes: [{ properties: ['tenantId', 'blockedId'] }],
});
export class Block extends BlockSchema.class {}
BlockSchema.setClass(Block);
