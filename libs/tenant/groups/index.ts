// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { GroupMember } from './group-member.entity.ts';
import { Group } from './group.entity.ts';
import { GroupModule } from './group.module.ts';
import { groupPolicy } from './group.policy.ts';

export { Audience, type AudienceCount } from './audience.ts';
export { Fitness } from './fitness.ts';
export { GroupMember } from './group-member.entity.ts';
export { GroupMemberService } from './group-member.service.ts';
export { Group, rulesFor, type GroupFields } from './group.entity.ts';
export { GroupService } from './group.service.ts';
export const groups: Feature = {
  module: GroupModule,
  entities: [Group, GroupMember],
  policies: [groupPolicy],
  can: { 'group.create': ['create', Group] },
};
