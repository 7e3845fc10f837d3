// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Conversation } from '../delivery/conversation.entity.ts';
import { Losses } from '../delivery/losses.ts';
import { Outbox } from '../delivery/outbox.ts';
import { Handlers } from '../handlers.ts';
import { PartnerInvitation } from '../peers/partner-invitation.entity.ts';
import { Partner } from '../peers/partner.entity.ts';
import { TenantKeys } from './tenant-keys.ts';

/** Exchanges the tenant's keys and tells every partner, in a message signed with the old key. */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly em: EntityManager,
    private readonly keys: TenantKeys,
    private readonly outbox: Outbox,
    private readonly losses: Losses,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  /** In an emergency the old keys end at once; otherwise they overlap for seven days. */
  async rotate({ emergency }: { readonly emergency: boolean }): Promise<void> {
    const old = await this.keys.signing();
    const revoked = await this.keys.replace(emergency);
    const keys = await this.keys.published();
    if (emergency) await this.losses.abandonRequests('message.key-revoked');
    const alive = { state: { $in: ['pending', 'active', 'suspended'] as const } };
    for (const partner of await this.em.find(Partner, alive, { orderBy: { id: 'asc' } })) {
      const { id: partnerId, conversation } = partner;
      const own = await this.em.findOne(Conversation, { partnerId, key: conversation });
      if (!own || own.refusal) continue;
      await this.outbox.send({ partnerId, conversation, type: 'keys.rotated', body: { keys, revoked } }, old);
    }
    const { id } = await this.keys.current('sig');
    this.handlers.changed({ verb: 'rotate', subject: 'TenantKey', id, values: { emergency } });
    // A link carries the keys it was made with.
    const now = this.clock.now();
    const open = await this.em.find(PartnerInvitation, { usedAt: null }, { orderBy: { id: 'asc' } });
    for (const invitation of open) invitation.expire(now);
    await this.em.flush();
  }
}
