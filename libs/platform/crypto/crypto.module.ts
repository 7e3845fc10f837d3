// SPDX-License-Identifier: EUPL-1.2
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Randomness } from '#kernel';
import { MasterKey } from './master-key.ts';
import { Vault } from './vault.ts';

@Global()
@Module({})
export class CryptoModule {
  /** @param masterKeys the current one first, then those that must still open what they sealed. */
  static forRoot(masterKeys: readonly [string, ...string[]]): DynamicModule {
    return {
      module: CryptoModule,
      providers: [
        { provide: MasterKey, useFactory: (randomness: Randomness) => new MasterKey(masterKeys, randomness), inject: [Randomness] },
        Vault,
      ],
      exports: [MasterKey, Vault],
    };
  }
}
