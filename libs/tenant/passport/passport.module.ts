// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { FederationModule } from '#federation';
import { Issuers } from './issuers.service.ts';
import { Issuing } from './issuing.service.ts';
import { IssuerController, PassportController, ShownController } from './passport.controller.ts';
import { ShownViews } from './shown.view.ts';
import { ShownWaiting } from './shown-waiting.ts';
import { Showing } from './showing.service.ts';

@Module({
  imports: [FederationModule],
  controllers: [PassportController, ShownController, IssuerController],
  providers: [Issuers, Issuing, Showing, ShownViews, ShownWaiting],
})
export class PassportModule {}
