// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { GroupLink } from './group-link.entity.ts';

export const groupLinkVerbs = ['update', 'remove'] as const;
export type GroupLinkVerb = 'read' | 'create' | (typeof groupLinkVerbs)[number];

export const groupLinkPolicy: Policy<GroupLinkVerb, typeof GroupLink> = ({ roles }, { can }) => {
  if (roles.includes('staff')) can('read', GroupLink);
  if (roles.includes('coordinator') || roles.includes('administrator'))
    can(['read', 'create', 'update', 'remove'], GroupLink);
};
