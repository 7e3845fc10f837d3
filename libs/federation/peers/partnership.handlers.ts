// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GrantChanged, GrantSuspended, KeysRotated, PartnerEnded } from '#contracts';
import { Clock } from '#kernel';
import { Handlers, type MessageHandler, type Received } from '../handlers.ts';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { Grant } from './grant.entity.ts';

/** The partner has narrowed the grant; a wider one throws and is parked. */
@Injectable()
export class GrantChangedHandler implements MessageHandler<typeof GrantChanged>, OnModuleInit {
  readonly contract = GrantChanged;

  constructor(
    private readonly em: EntityManager,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner, body }: Received<typeof GrantChanged>): Promise<void> {
    const grant = await this.em.findOneOrFail(Grant, { partnerId: partner.id, wireId: body.grant.id });
    grant.narrow(body.grant);
    partner.touch(this.clock.now());
    this.handlers.changed({ verb: 'narrow', subject: 'Partner', id: partner.id });
  }
}

/** The partner pauses, or goes on. */
@Injectable()
export class GrantSuspendedHandler implements MessageHandler<typeof GrantSuspended>, OnModuleInit {
  readonly contract = GrantSuspended;

  constructor(private readonly handlers: Handlers) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  handle({ partner, body }: Received<typeof GrantSuspended>): Promise<void> {
    if (body.suspended) partner.suspend('them');
    else if (partner.state === 'suspended') partner.resume('them');
    this.handlers.changed({ verb: body.suspended ? 'suspend' : 'resume', subject: 'Partner', id: partner.id });
    return Promise.resolve();
  }
}

/** The partner has ended it: what is still open is closed on our side too. */
@Injectable()
export class PartnerEndedHandler implements MessageHandler<typeof PartnerEnded>, OnModuleInit {
  readonly contract = PartnerEnded;

  constructor(
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner }: Received<typeof PartnerEnded>): Promise<void> {
    if (partner.state === 'ended') return;
    for (const source of this.handlers.openMatters) await source.closeWith(partner.id);
    partner.end(this.clock.now());
    this.handlers.changed({ verb: 'end', subject: 'Partner', id: partner.id });
  }
}

/** The partner's new keys, told in a message signed with an old one. */
@Injectable()
export class KeysRotatedHandler implements MessageHandler<typeof KeysRotated>, OnModuleInit {
  readonly contract = KeysRotated;

  constructor(
    private readonly handlers: Handlers,
    private readonly partnerKeys: PartnerKeys,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle({ partner, body }: Received<typeof KeysRotated>): Promise<void> {
    if (!(await this.partnerKeys.areGenuine(body.keys))) throw new Error('Keys are not what they are called');
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
