// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { TermsController } from './terms.controller.ts';
import { TermsService } from './terms.service.ts';

@Global()
@Module({ controllers: [TermsController], providers: [TermsService], exports: [TermsService] })
export class TermsModule {}
