// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { ContactPoint } from './contact-point.entity.ts';
import { Notice } from './notice.entity.ts';
import { NoticeModule } from './notice.module.ts';
import { noticePolicy, noticeSettingsPolicy } from './notice.policy.ts';
import { NoticeSettings } from './notice-settings.entity.ts';
import { PushIdentityKey } from './push-identity.entity.ts';
import { PushSubscription } from './push-subscription.entity.ts';

export { noticeKindNames, type NoticeKind } from './kinds.ts';
export { momentOf } from './local-time.ts';
export { byDay } from './notice-settings.entity.ts';
export { newsForCaller } from './words.ts';
export { Notices } from './notices.ts';
export const notices: Feature = {
  module: NoticeModule,
  entities: [Notice, NoticeSettings, ContactPoint, PushSubscription, PushIdentityKey],
  policies: [noticePolicy, noticeSettingsPolicy],
};
