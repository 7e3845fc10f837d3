// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { Waiting, type Waits, type WaitingSource } from '#tenant/waiting';
import { GroupMember } from './group-member.entity.ts';
import { Group } from './group.entity.ts';

/** Those who wait at the door of a group, for whoever may let them in. */
@Injectable()
export class Applications implements WaitingSource, OnModuleInit {
  readonly kind = 'applications';

  constructor(
    private readonly em: EntityManager,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    const mine = accessibleBy(ability, 'approve', Group);
    if (!mine) return null;
    const groups = await this.em.find(Group, mine, { fields: ['id'], disableIdentityMap: true });
    const [[first], count] = await this.em.findAndCount(
      GroupMember,
      { groupId: { $in: groups.map(({ id }) => id) }, state: 'applied' },
      { orderBy: { since: 'asc', id: 'asc' }, limit: 1 },
    );
    return first ? { count, since: first.since, id: first.groupId } : null;
  }
}
