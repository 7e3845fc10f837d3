// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import type { AppAbility } from '#platform/authz';
import { Waiting, waitsIn, type Waits, type WaitingSource } from '#tenant/waiting';
import { Attestation, endingSoon } from './attestation.entity.ts';

/** What was seen and will soon have to be seen anew. */
@Injectable()
export class Expiring implements WaitingSource, OnModuleInit {
  readonly kind = 'expiring';

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    if (!ability.can('list', Attestation)) return null;
    return waitsIn(this.em, Attestation, endingSoon(this.clock.now()), 'validTo');
  }
}
