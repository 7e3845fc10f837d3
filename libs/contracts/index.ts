// SPDX-License-Identifier: EUPL-1.2
export { InvitationTicket, Party, PartnershipAgreement, SignedAgreement } from './agreement.ts';
export { Discovery } from './discovery.ts';
export {
  clockTolerance,
  deepestMessage,
  Envelope,
  largestMessage,
  longestLife,
  mediaTypes,
  protocolVersion,
} from './envelope.ts';
export { errorCodes, errorTitle, type ErrorCode, type ErrorTitle } from './errors/index.ts';
export { Grant, grantScope, isNarrower, previewFields, type GrantScope } from './grant.ts';
export { KeySet, PublicKey, SealingKey, SigningKey } from './keys.ts';
export { type BodyOf, type Coverage, type MessageContract, type PreviewField } from './message.ts';
export { contractOf, messages, type MessageType } from './messages.ts';
export { AgreementCompleted } from './messages/agreement-completed.v1.ts';
export { AgreementFailed, failureCodes } from './messages/agreement-failed.v1.ts';
export { AgreementNote } from './messages/agreement-note.v1.ts';
export { AgreementStarted } from './messages/agreement-started.v1.ts';
export { GrantChanged } from './messages/grant-changed.v1.ts';
export { GrantSuspended } from './messages/grant-suspended.v1.ts';
export { KeysRotated } from './messages/keys-rotated.v1.ts';
export { PartnerAccepted } from './messages/partner-accepted.v1.ts';
export { PartnerEnded } from './messages/partner-ended.v1.ts';
export { Preview } from './messages/preview.ts';
export { RequestAccepted } from './messages/request-accepted.v1.ts';
export { RequestChanged } from './messages/request-changed.v1.ts';
export { declineCodes, RequestDeclined } from './messages/request-declined.v1.ts';
export { RequestDetails } from './messages/request-details.v1.ts';
export { RequestExpired } from './messages/request-expired.v1.ts';
export { RequestOffered } from './messages/request-offered.v1.ts';
export { RequestWithdrawn } from './messages/request-withdrawn.v1.ts';
export { AttestationClaims, attestationType, PresentationClaims, presentationType } from './passport.ts';
export { ChainLink, HeadClaims, ReceiptAnswer, ReceiptClaims, ReceiptExport, Refusal } from './receipt.ts';
export { seesOf } from './sees.ts';
export {
  Area,
  CompactJws,
  FunctionAddress,
  Line,
  Origin,
  ServiceType,
  serviceTypes,
  Sha512,
  TenantKind,
  tenantKinds,
  Text,
  Timestamp,
} from './vocabulary.ts';
export { wallChecks, WallFile, WallRun, type WallCheck } from './wall.ts';
