// SPDX-License-Identifier: EUPL-1.2
import { p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** A table of messages, sent or received: each belongs to a conversation with a partner and goes when that goes. */
export const messageTable = <const Table extends string>(name: Table) =>
  tenantOwned(name, [
    { column: 'partnerId', to: 'partner', onDelete: 'cascade' },
    { column: 'conversationId', to: 'federation_conversation', onDelete: 'cascade' },
  ]);

/** What a message says of itself, whichever way it went. */
export const messageColumns = {
  ...tenantColumns,
  partnerId: p.uuid(),
  conversationId: p.uuid(),
  jti: p.uuid(),
  seq: p.integer(),
  type: p.string().length(60),
  hash: p.string(),
};
