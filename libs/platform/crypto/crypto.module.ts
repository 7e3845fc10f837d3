// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Randomness } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { Config } from '#platform/plane';
import { MasterKey } from './master-key.ts';
import { Vault } from './vault.ts';

/** Keys and seals, by the plane's master key. */
@Global()
@Module({
  providers: [
    {
      provide: MasterKey,
      useFactory: ({ MASTER_KEY }: PlaneConfig, randomness: Randomness) => new MasterKey([MASTER_KEY], randomness),
      inject: [Config, Randomness],
    },
    Vault,
  ],
  exports: [MasterKey, Vault],
})
export class CryptoModule {}
