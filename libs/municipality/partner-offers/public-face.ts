// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Handlers, type PublicProfile } from '#federation';
import { Unit } from '#municipality/units';
import { TenantProfileService } from '#tenant/profile';

/** What a municipality tells partners of itself: its name, and where its units are written to. */
@Injectable()
export class PublicFace implements OnModuleInit, PublicProfile {
  constructor(
    private readonly em: EntityManager,
    private readonly handlers: Handlers,
    private readonly profiles: TenantProfileService,
  ) {}

  onModuleInit(): void {
    this.handlers.describeTenant(this);
  }

  async name(): Promise<string> {
    return (await this.profiles.current()).name;
  }

  async functionAddresses(): Promise<string[]> {
    const units = await this.em.find(Unit, {}, { orderBy: { name: 'asc', id: 'asc' }, limit: 20 });
    return units.map(({ functionAddress }) => functionAddress);
  }
}
