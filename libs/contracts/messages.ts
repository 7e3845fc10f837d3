// SPDX-License-Identifier: EUPL-1.2
import type { MessageContract } from './message.ts';
import { AgreementCompleted } from './messages/agreement-completed.v1.ts';
import { AgreementFailed } from './messages/agreement-failed.v1.ts';
import { AgreementNote } from './messages/agreement-note.v1.ts';
import { AgreementStarted } from './messages/agreement-started.v1.ts';
import { GrantChanged } from './messages/grant-changed.v1.ts';
import { GrantSuspended } from './messages/grant-suspended.v1.ts';
import { KeysRotated } from './messages/keys-rotated.v1.ts';
import { PartnerAccepted } from './messages/partner-accepted.v1.ts';
import { PartnerEnded } from './messages/partner-ended.v1.ts';
import { RequestAccepted } from './messages/request-accepted.v1.ts';
import { RequestChanged } from './messages/request-changed.v1.ts';
import { RequestDeclined } from './messages/request-declined.v1.ts';
import { RequestDetails } from './messages/request-details.v1.ts';
import { RequestExpired } from './messages/request-expired.v1.ts';
import { RequestOffered } from './messages/request-offered.v1.ts';
import { RequestWithdrawn } from './messages/request-withdrawn.v1.ts';

/** Every message type there is; a type that is not here is refused. */
export const messages = {
  'partner.accepted': PartnerAccepted,
  'partner.ended': PartnerEnded,
  'grant.changed': GrantChanged,
  'grant.suspended': GrantSuspended,
  'keys.rotated': KeysRotated,
  'request.offered': RequestOffered,
  'request.changed': RequestChanged,
  'request.withdrawn': RequestWithdrawn,
  'request.accepted': RequestAccepted,
  'request.declined': RequestDeclined,
  'request.details': RequestDetails,
  'request.expired': RequestExpired,
  'agreement.started': AgreementStarted,
  'agreement.note': AgreementNote,
  'agreement.completed': AgreementCompleted,
  'agreement.failed': AgreementFailed,
} as const;

export type MessageType = keyof typeof messages;

export const contractOf = (type: string): MessageContract | undefined =>
  Object.hasOwn(messages, type) ? messages[type as MessageType] : undefined;
