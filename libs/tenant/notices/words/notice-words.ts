// SPDX-License-Identifier: EUPL-1.2
import type { NoticeKind } from '../kinds.ts';

/** What is said outside the app; `{tenant}`, `{code}`, `{number}` and `{phone}` are filled in. */
export interface NoticeWords {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly something: string;
  readonly subject: string;
  readonly greeting: string;
  readonly open: string;
  readonly why: string;
  readonly codeSubject: string;
  readonly code: string;
  /** For whoever rang. */
  readonly aboutNumber: string;
  readonly ring: string;
  readonly kinds: Readonly<Record<NoticeKind, string>>;
}
