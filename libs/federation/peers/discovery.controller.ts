// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get } from '@nestjs/common';
import { Discovery, largestMessage, protocolVersion } from '#contracts';
import { Public, Returns } from '#platform/http';
import { OwnParty } from './own-party.ts';

@Controller('.well-known/handslag')
export class DiscoveryController {
  constructor(private readonly party: OwnParty) {}

  @Get()
  @Public()
  @Returns(Discovery)
  async describe(): Promise<Discovery> {
    const { tenant, name, kind, functionAddresses, keys } = await this.party.describe();
    return { versions: [protocolVersion], tenant, name, kind, functionAddresses, keys, largestMessage };
  }
}
