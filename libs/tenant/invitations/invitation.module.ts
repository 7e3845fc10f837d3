// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { InvitationController } from './invitation.controller.ts';
import { InvitationService } from './invitation.service.ts';

@Global()
@Module({ controllers: [InvitationController], providers: [InvitationService], exports: [InvitationService] })
export class InvitationModule {}
