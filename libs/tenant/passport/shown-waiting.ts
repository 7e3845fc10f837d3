// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { Waiting, waitsIn, type Waits, type WaitingSource } from '#tenant/waiting';
import { ShownAttestation } from './shown.entity.ts';

/** What people have shown and nobody has looked at; what has ended meanwhile waits for nobody. */
@Injectable()
export class ShownWaiting implements WaitingSource, OnModuleInit {
  readonly kind = 'shown';

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    const theirs = accessibleBy(ability, 'decide', ShownAttestation);
    if (!theirs) return null;
    const open = { $and: [theirs, { state: 'waiting', endsAt: { $gt: this.clock.now() } }] };
    return waitsIn(this.em, ShownAttestation, open, 'shownAt');
  }
}
