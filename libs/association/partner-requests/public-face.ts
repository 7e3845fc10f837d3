// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Handlers, type PublicProfile } from '#federation';
import { TenantProfileService } from '#tenant/profile';

/** What an association tells everybody of itself: its name. The address it answers under is for each partner alone. */
@Injectable()
export class PublicFace implements OnModuleInit, PublicProfile {
  constructor(
    private readonly handlers: Handlers,
    private readonly profiles: TenantProfileService,
  ) {}

  onModuleInit(): void {
    this.handlers.describeTenant(this);
  }

  async name(): Promise<string> {
    return (await this.profiles.current()).name;
  }

  functionAddresses(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
