// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { CallerConsents } from './caller-consents.service.ts';
import { ClientCodeService } from './client-code.service.ts';
import { ClientController } from './client.controller.ts';
import { ClientService } from './client.service.ts';
import { ConsentService } from './consent.service.ts';
import { MandateViews } from './mandate.view.ts';
import { OwnMandateController } from './own-mandate.controller.ts';
import { Takeovers } from './takeovers.ts';

/** Global, as requests ask whether a consent covers them, and tell what they keep about clients. */
@Global()
@Module({
  controllers: [ClientController, OwnMandateController],
  providers: [CallerConsents, ClientCodeService, ClientService, ConsentService, MandateViews, Takeovers],
  exports: [ConsentService, Takeovers],
})
export class MandateModule {}
