// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { GroupLink } from './group-link.entity.ts';
import { GroupLinkModule } from './group-link.module.ts';
import { groupLinkPolicy } from './group-link.policy.ts';

export const groupLinks: Feature = {
  module: GroupLinkModule,
  entities: [GroupLink],
  policies: [groupLinkPolicy],
  can: { 'groupLink.manage': ['create', GroupLink] },
};
