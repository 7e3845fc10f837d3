// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { forgetJob } from '../delivery/names.ts';
import { OutboundMessage } from '../delivery/outbound-message.entity.ts';
import { PartnerInvitation } from '../peers/partner-invitation.entity.ts';
import { InboundMessage } from './inbound-message.entity.ts';

const everything = 'past';

/** So long an invitation that nobody took is still listed; the link itself is worth nothing from the first day on. */
const invitationsKeptMs = 30 * 24 * 3600 * 1000;

/** Lets go of messages whose time is over: their text when it can no longer be asked for, their ids when no copy can come; and of invitations that nobody took. */
@Injectable()
export class ForgetJob extends ScopedJob implements OnModuleInit {
  readonly name = forgetJob;
  readonly due = `select '${everything}' as id where exists (
      select 1 from outbound_message m
      where m.tenant_id = :tenant and m.state = 'delivered' and m.expires_at <= :now and m.sealed is not null
    ) or exists (
      select 1 from inbound_message m where m.tenant_id = :tenant and m.state = 'handled' and m.remember_until <= :now
    ) or exists (
      select 1 from partner_invitation i where i.tenant_id = :tenant and i.expires_at <= :now::timestamptz - interval '30 days'
    )`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(): Promise<void> {
    const now = this.clock.now();
    await this.em.nativeUpdate(OutboundMessage, { state: 'delivered', expiresAt: { $lte: now } }, { sealed: null });
    await this.em.nativeDelete(InboundMessage, { state: 'handled', rememberUntil: { $lte: now } });
    await this.em.nativeDelete(PartnerInvitation, { expiresAt: { $lte: this.#past() } });
  }

  #past(): Date {
    return new Date(this.clock.now().getTime() - invitationsKeptMs);
  }
}
