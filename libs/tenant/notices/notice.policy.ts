// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { NoticeSettings } from './notice-settings.entity.ts';
import { Notice } from './notice.entity.ts';

export type NoticeVerb = 'read' | 'see';
export type NoticeSettingsVerb = 'read' | 'choose';

/** One's own, and nobody else's, whatever one's role. */
export const noticePolicy: Policy<NoticeVerb, typeof Notice> = (actor, { can }) => {
  can(['read', 'see'], Notice, { personId: actor.personId });
};

/** Everybody chooses for themselves: no way leads to another's. */
export const noticeSettingsPolicy: Policy<NoticeSettingsVerb, typeof NoticeSettings> = (_, { can }) => {
  can(['read', 'choose'], NoticeSettings);
};
