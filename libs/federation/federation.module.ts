// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import type { PlaneConfig } from '#platform/config';
import { Config } from '#platform/plane';
import { Deliveries } from './delivery/deliveries.ts';
import { DeliverJob } from './delivery/deliver.job.ts';
import { Departures } from './delivery/departures.ts';
import { FederationClient } from './delivery/federation-client.ts';
import { Losses } from './delivery/losses.ts';
import { Outbox } from './delivery/outbox.ts';
import { Handlers } from './handlers.ts';
import { ForgetJob } from './inbox/forget.job.ts';
import { HandOver } from './inbox/hand-over.ts';
import { HandleJob } from './inbox/handle.job.ts';
import { Handling } from './inbox/handling.ts';
import { InboxLimits } from './inbox/inbox-limits.ts';
import { InboxController } from './inbox/inbox.controller.ts';
import { Inbox } from './inbox/inbox.ts';
import { KeyRotation } from './keys/key-rotation.ts';
import { PartnerKeys } from './keys/partner-keys.ts';
import { Signatures } from './keys/signatures.ts';
import { TenantKeys } from './keys/tenant-keys.ts';
import { DiscoveryController } from './peers/discovery.controller.ts';
import { Handshake } from './peers/handshake.ts';
import { Introductions } from './peers/introductions.ts';
import { Invitations } from './peers/invitations.ts';
import { OwnParty } from './peers/own-party.ts';
import { PartnerAcceptedHandler } from './peers/partner-accepted.handler.ts';
import { PartnerInvitationController } from './peers/partner-invitation.controller.ts';
import { PartnerController } from './peers/partner.controller.ts';
import { Partners } from './peers/partners.ts';
import {
  GrantChangedHandler,
  GrantSuspendedHandler,
  KeysRotatedHandler,
  PartnerEndedHandler,
} from './peers/partnership.handlers.ts';
import { Partnerships } from './peers/partnerships.ts';
import { ReceiptChain } from './receipts/receipt-chain.ts';
import { ReceiptController } from './receipts/receipt.controller.ts';
import { Receipts } from './receipts/receipts.ts';

/** The protocol engine. Features import this module and use its Outbox, Handlers and Partners. */
@Module({
  controllers: [
    DiscoveryController,
    InboxController,
    PartnerController,
    PartnerInvitationController,
    ReceiptController,
  ],
  providers: [
    {
      provide: FederationClient,
      useFactory: ({ FEDERATION_LOOPBACK }: PlaneConfig) => new FederationClient({ loopback: FEDERATION_LOOPBACK }),
      inject: [Config],
    },
    Deliveries,
    DeliverJob,
    Departures,
    ForgetJob,
    GrantChangedHandler,
    GrantSuspendedHandler,
    HandleJob,
    HandOver,
    Handlers,
    Handling,
    Handshake,
    Inbox,
    InboxLimits,
    Introductions,
    Invitations,
    KeyRotation,
    KeysRotatedHandler,
    Losses,
    Outbox,
    OwnParty,
    PartnerAcceptedHandler,
    PartnerEndedHandler,
    PartnerKeys,
    Partners,
    Partnerships,
    ReceiptChain,
    Receipts,
    Signatures,
    TenantKeys,
  ],
  exports: [Handlers, Handshake, KeyRotation, OwnParty, Outbox, Partners, Receipts, Signatures, TenantKeys],
})
export class FederationModule {}
