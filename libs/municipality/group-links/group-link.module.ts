// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { LinkedGroups } from '#tenant/requests';
import { GroupLinkController } from './group-link.controller.ts';
import { GroupLinkService } from './group-link.service.ts';
import { GroupLinks } from './linked-groups.view.ts';

/** Global, so that requests find where a need group's asking goes. */
@Global()
@Module({
  controllers: [GroupLinkController],
  providers: [GroupLinkService, { provide: LinkedGroups, useClass: GroupLinks }],
  exports: [LinkedGroups],
})
export class GroupLinkModule {}
