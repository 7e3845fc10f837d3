// SPDX-License-Identifier: EUPL-1.2
import { Conversation } from './delivery/conversation.entity.ts';
import { OutboundMessage } from './delivery/outbound-message.entity.ts';
import { FederationModule } from './federation.module.ts';
import { InboundMessage } from './inbox/inbound-message.entity.ts';
import { TenantKey } from './keys/tenant-key.entity.ts';
import { Grant } from './peers/grant.entity.ts';
import { PartnerInvitation } from './peers/partner-invitation.entity.ts';
import { PartnerKey } from './peers/partner-key.entity.ts';
import { Partner } from './peers/partner.entity.ts';
import { invitationPolicy, partnerPolicy, receiptPolicy } from './peers/partner.policy.ts';
import { ReceiptHead } from './receipts/receipt-head.entity.ts';
import { Receipt } from './receipts/receipt.entity.ts';

export { Outbox, type Outgoing } from './delivery/outbox.ts';
export { FederationModule } from './federation.module.ts';
export {
  Handlers,
  type MessageHandler,
  type OpenMatter,
  type OpenMatters,
  type PartnershipChange,
  type PublicProfile,
  type Received,
  type Undelivered,
  type UndeliveredListener,
} from './handlers.ts';
export { KeyRotation } from './keys/key-rotation.ts';
export { Signatures, type Signer } from './keys/signatures.ts';
export { TenantKeys } from './keys/tenant-keys.ts';
export { Grant } from './peers/grant.entity.ts';
export { Handshake } from './peers/handshake.ts';
export { PartnerInvitation } from './peers/partner-invitation.entity.ts';
export { Partner, type PartnerState } from './peers/partner.entity.ts';
export { Partners, type PartnerWithGrant } from './peers/partners.ts';
export { Receipt } from './receipts/receipt.entity.ts';
export { Receipts } from './receipts/receipts.ts';
export { verifyReceipts, type Verdict } from './receipts/verify-receipts.ts';

/** What a plane hosts of it. */
export const federation = {
  module: FederationModule,
  entities: [
    TenantKey,
    Partner,
    PartnerKey,
    Grant,
    PartnerInvitation,
    Conversation,
    OutboundMessage,
    InboundMessage,
    Receipt,
    ReceiptHead,
  ],
  policies: [partnerPolicy, invitationPolicy, receiptPolicy],
  can: {
    'partner.manage': ['accept', Partner] as const,
    'receipt.read': ['read', Receipt] as const,
  },
};
