// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Timestamp } from '#contracts';
import { page } from '#platform/http';
import { noticeKindNames, noticeKinds, noticeSubjects } from './kinds.ts';
import type { Notice } from './notice.entity.ts';

export const NoticeView = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(noticeKindNames),
    about: z.enum(noticeSubjects),
    subjectId: z.uuid(),
    at: z.iso.datetime(),
    seenAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;
export const NoticePage = page(NoticeView, 'NoticePage');

export const NoticeCount = z.strictObject({ unseen: z.int() }).meta({ id: 'NoticeCount' });
export type NoticeCount = z.infer<typeof NoticeCount>;

export const SeeNotices = z
  .strictObject({
    /** The time of the newest one that was shown: what came after it is still new. */
    until: Timestamp,
  })
  .meta({ id: 'SeeNotices' });
export type SeeNotices = z.infer<typeof SeeNotices>;

export const viewNotice = ({ id, kind, subjectId, at, seenAt }: Notice): NoticeView => ({
  id,
  kind,
  about: noticeKinds[kind].about,
  subjectId,
  at: at.toISOString(),
  seenAt: seenAt?.toISOString() ?? null,
});
