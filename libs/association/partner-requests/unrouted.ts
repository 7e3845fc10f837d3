// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { Waiting, waitsIn, type Waits, type WaitingSource } from '#tenant/waiting';
import { PartnerRequest } from './partner-request.entity.ts';

/** Partners' requests that nobody has routed or declined. */
@Injectable()
export class Unrouted implements WaitingSource, OnModuleInit {
  readonly kind = 'partner-requests';

  constructor(
    private readonly em: EntityManager,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    const routable = accessibleBy(ability, 'route', PartnerRequest);
    if (!routable) return null;
    return waitsIn(this.em, PartnerRequest, routable, 'receivedAt');
  }
}
