// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PartnerAccepted } from '#contracts';
import { Clock } from '#kernel';
import { Outbox } from '../delivery/outbox.ts';
import {
  Handlers,
  type MessageHandler,
  type Received,
  type Undelivered,
  type UndeliveredListener,
} from '../handlers.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { Partners } from './partners.ts';
import { countersign, isSignedBy, readAgreement } from './signed-agreement.ts';

/** The inviter signs too and sends it back; with that, the partnership is in force on both sides. */
@Injectable()
export class PartnerAcceptedHandler
  implements MessageHandler<typeof PartnerAccepted>, UndeliveredListener, OnModuleInit
{
  readonly contract = PartnerAccepted;
  readonly types = ['partner.accepted'] as const;

  constructor(
    private readonly handlers: Handlers,
    private readonly outbox: Outbox,
    private readonly partners: Partners,
    private readonly tenantKeys: TenantKeys,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
    this.handlers.onUndelivered(this);
  }

  async handle({ partner, conversation, body }: Received<typeof PartnerAccepted>): Promise<void> {
    await this.partners.holdPartnership(partner);
    if (partner.state !== 'pending' || conversation !== partner.conversation) return;
    if (body.token !== undefined) {
      const agreement = await countersign(partner.agreement, await this.tenantKeys.signing());
      partner.activate(agreement, this.clock.now());
      this.handlers.changed({ verb: 'activate', subject: 'Partner', id: partner.id });
      await this.outbox.send({ partnerId: partner.id, conversation, type: 'partner.accepted', body: { agreement } });
      return;
    }
    const agreement = readAgreement(body.agreement);
    const unchanged = body.agreement.payload === partner.agreement.payload;
    if (!agreement || !unchanged || !(await isSignedBy(body.agreement, 1, agreement.inviter.keys)))
      throw new Error('Not our agreement');
    partner.activate(body.agreement, this.clock.now());
    this.handlers.changed({ verb: 'activate', subject: 'Partner', id: partner.id });
  }

  async notDelivered({ partner }: Undelivered): Promise<void> {
    await this.partners.hold(partner.id);
    if (partner.state === 'pending') {
      partner.end(this.clock.now());
      this.handlers.changed({ verb: 'end', subject: 'Partner', id: partner.id, values: { undelivered: true } });
    }
  }
}
