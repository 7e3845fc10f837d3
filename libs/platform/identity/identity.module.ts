// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Clock } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { HttpModule, Sessions } from '#platform/http';
import { Config, type Feature } from '#platform/plane';
import { Callers } from './callers.ts';
import { CallersHere } from './callers-here.ts';
import { NumberHash } from './number-hash.ts';
import { OpenIdProviders } from './open-id-providers.ts';
import { SessionStore } from './session-store.ts';
import { SessionController } from './session.controller.ts';
import { SignInClients } from './sign-in-clients.ts';
import { SignInEvents } from './sign-in-events.ts';
import { SignInTransactions } from './sign-in-transactions.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInService } from './sign-in.service.ts';

/** Needs `Arrivals` (from people) and `MasterKey` (from crypto) beside it. */
@Global()
@Module({
  imports: [HttpModule],
  controllers: [SignInController, SessionController],
  providers: [
    SignInService,
    SignInTransactions,
    SignInEvents,
    Callers,
    CallersHere,
    NumberHash,
    SessionStore,
    { provide: Sessions, useExisting: SessionStore },
    { provide: OpenIdProviders, useFactory: (clock: Clock) => new OpenIdProviders(clock), inject: [Clock] },
    {
      provide: SignInClients,
      useFactory: (config: PlaneConfig) => SignInClients.fromFile(config.OIDC_CLIENTS_FILE, config.OIDC_ISSUER),
      inject: [Config],
    },
  ],
  exports: [Sessions, CallersHere],
})
class IdentityModule {}

export const signIn: Feature = { module: IdentityModule, entities: [], policies: [] };
