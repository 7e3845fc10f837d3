// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GrantChanged, GrantSuspended, KeysRotated, PartnerEnded } from '#contracts';
import { Clock } from '#kernel';
import { Handlers, type MessageHandler, type Received } from '../handlers.ts';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { Partners } from './partners.ts';

/** The partner has narrowed the grant; a wider one throws and is parked. */
@Injectable()
export class GrantChangedHandler implements MessageHandler<typeof GrantChanged>, OnModuleInit {
  readonly contract = GrantChanged;

  constructor(
    private readonly partners: Partners,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner, body }: Received<typeof GrantChanged>): Promise<void> {
    const { grant } = await this.partners.holdPartnership(partner);
    if (grant.wireId !== body.grant.id) throw new Error('Not our grant');
    grant.narrow(body.grant);
    partner.touch(this.clock.now());
    this.handlers.changed({ verb: 'narrow', subject: 'Partner', id: partner.id });
  }
}

/** The partner pauses, or goes on. */
@Injectable()
export class GrantSuspendedHandler implements MessageHandler<typeof GrantSuspended>, OnModuleInit {
  readonly contract = GrantSuspended;

  constructor(
    private readonly partners: Partners,
    private readonly handlers: Handlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner, body }: Received<typeof GrantSuspended>): Promise<void> {
    await this.partners.holdPartnership(partner);
    if (body.suspended) partner.suspend('them');
    else if (partner.state === 'suspended') partner.resume('them');
    this.handlers.changed({ verb: body.suspended ? 'suspend' : 'resume', subject: 'Partner', id: partner.id });
  }
}

/** The partner has ended it: what is still open is closed on our side too. */
@Injectable()
export class PartnerEndedHandler implements MessageHandler<typeof PartnerEnded>, OnModuleInit {
  readonly contract = PartnerEnded;

  constructor(
    private readonly partners: Partners,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner }: Received<typeof PartnerEnded>): Promise<void> {
    for (const source of this.handlers.openMatters) await source.closeWith(partner.id);
    await this.partners.holdPartnership(partner);
    if (partner.state === 'ended') return;
    partner.end(this.clock.now());
    this.handlers.changed({ verb: 'end', subject: 'Partner', id: partner.id });
  }
}

/** The partner's new keys, told in a message signed with an old one. */
@Injectable()
export class KeysRotatedHandler implements MessageHandler<typeof KeysRotated>, OnModuleInit {
  readonly contract = KeysRotated;

  constructor(
    private readonly partners: Partners,
    private readonly handlers: Handlers,
    private readonly partnerKeys: PartnerKeys,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner, body }: Received<typeof KeysRotated>): Promise<void> {
    if (!(await this.partnerKeys.areGenuine(body.keys))) throw new Error('Keys are not what they are called');
    await this.partners.holdPartnership(partner);
    await this.partnerKeys.pin(partner.id, body.keys);
    await this.partnerKeys.revoke(partner.id, body.revoked);
    this.handlers.changed({
      verb: 'pin-keys',
      subject: 'Partner',
      id: partner.id,
      values: { revoked: body.revoked.length },
    });
  }
}
