// SPDX-License-Identifier: EUPL-1.2
export { Outbox, type Outgoing } from './delivery/outbox.ts';
export {
  Handlers,
  type MessageHandler,
  type OpenMatter,
  type OpenMatters,
  type PublicProfile,
  type Received,
  type Undelivered,
  type UndeliveredListener,
} from './handlers.ts';
export { Grant } from './peers/grant.entity.ts';
export { Partner, type PartnerState } from './peers/partner.entity.ts';
export { Partners, type PartnerWithGrant } from './peers/partners.ts';
