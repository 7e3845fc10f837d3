// SPDX-License-Identifier: EUPL-1.2

/** What a notice is about. */
export const noticeSubjects = ['request', 'agreement', 'series', 'group', 'attestation', 'partner-request'] as const;
export type NoticeSubject = (typeof noticeSubjects)[number];

/** Ways a notice leaves the app. In the app itself it is always. */
export const noticeChannels = ['push', 'email', 'sms'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

interface Kind {
  readonly about: NoticeSubject;
  /** Where it goes when the person has chosen nothing. */
  readonly usually: readonly NoticeChannel[];
}

/** Everything somebody can be told of. A notice says only this and which record: never a name, never what anybody wrote. */
export const noticeKinds = {
  /** It is one's turn: of all those who may help, one is among the few who are asked now. */
  'request.asked': { about: 'request', usually: ['push', 'email'] },
  /** Somebody in one's groups asks for help one may give; outside the app only whoever wants to hear of everything. */
  'request.new': { about: 'request', usually: [] },
  'request.offered': { about: 'request', usually: ['push', 'email'] },
  'request.expired': { about: 'request', usually: ['push', 'email'] },
  /** What one offered to is no longer needed; said without a reason. */
  'request.closed': { about: 'request', usually: [] },
  'agreement.made': { about: 'agreement', usually: ['push', 'email'] },
  'agreement.noted': { about: 'agreement', usually: ['push'] },
  'agreement.started': { about: 'agreement', usually: [] },
  'agreement.completed': { about: 'agreement', usually: ['push', 'email'] },
  'agreement.confirmed': { about: 'agreement', usually: [] },
  'agreement.failed': { about: 'agreement', usually: ['push', 'email'] },
  /** Both want to do it again: told when the second one has said so, and never before. */
  'agreement.again': { about: 'agreement', usually: ['push', 'email'] },
  'series.proposed': { about: 'series', usually: ['push', 'email'] },
  'series.begun': { about: 'series', usually: ['push', 'email'] },
  /** One time is left out, or asked of others. */
  'series.changed': { about: 'series', usually: ['push', 'email'] },
  /** Said without a reason. */
  'series.ended': { about: 'series', usually: ['push', 'email'] },
  'group.applied': { about: 'group', usually: ['push', 'email'] },
  'group.admitted': { about: 'group', usually: ['push', 'email'] },
  /** One's own: so that one may see to it in time. */
  'attestation.ending': { about: 'attestation', usually: ['push', 'email'] },
  'partner-request.new': { about: 'partner-request', usually: ['push', 'email'] },
  'partner-request.closed': { about: 'partner-request', usually: [] },
} as const satisfies Record<string, Kind>;

export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]];

/** The job that carries notices out of the app; hinted at with a person's id, or that of what several are told of. */
export const sendNotices = 'notice.send';
