// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Applications } from './applications.ts';
import { Audience } from './audience.ts';
import { GroupMemberController } from './group-member.controller.ts';
import { GroupMemberService } from './group-member.service.ts';
import { GroupController } from './group.controller.ts';
import { GroupService } from './group.service.ts';
import { GroupViews } from './group.view.ts';

@Global()
@Module({
  controllers: [GroupController, GroupMemberController],
  providers: [GroupService, GroupMemberService, GroupViews, Applications, Audience],
  exports: [GroupService, GroupMemberService, Audience],
})
export class GroupModule {}
