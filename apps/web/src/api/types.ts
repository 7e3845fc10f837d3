// SPDX-License-Identifier: EUPL-1.2
// The words the screens use for what the generated client describes.
import type {
  CreateRequest,
  Grant,
  Group,
  GroupRule,
  InvitationPreview,
  Me,
  OpenMatters,
  PartnerInvitationPreview,
  PartnerSees,
  Request,
  RoleInUnit,
  UnansweredRequest,
} from './generated/types.gen.ts';

export type {
  AccessEntry,
  AdvertisingSigns,
  AgainWish,
  Agreement,
  Attestation,
  Audience,
  Availability,
  Block,
  CalendarFeed,
  Caller,
  Checklist,
  ChecklistItem,
  CreateBlock,
  CreateStandingOffer,
  Declaration,
  Delivery,
  Client,
  ClientProtection,
  CodePreview,
  Consent,
  FollowUp,
  FollowUpFigures,
  Grant,
  GivenCode,
  Group,
  GroupLink,
  GroupMember,
  GroupRequirements,
  GroupRule,
  Guideline,
  Guidelines,
  Incident,
  Invitation,
  InviteListAnswer,
  MadePartnerInvitation,
  Me,
  NewConsent,
  ModerationCase,
  ModerationDecision,
  Note,
  Notice,
  NoticeCount,
  NoticeSettings,
  Offer,
  OwnQualifications,
  OwnMandate,
  Partner,
  PartnerAttestations,
  PartnerInvitation,
  PartnerRequest,
  PassportQuestion,
  Person,
  Pool,
  Purchase,
  RaiseFlag,
  Receipt,
  RequirementInput,
  RecordedConsent,
  Seen,
  Series,
  Session,
  ShownAttestation,
  StandingOffer,
  TakenStandingOffer,
  Tenant,
  Terms,
  Unit,
  Waiting,
  TakenAlong,
  TrailEvent,
} from './generated/types.gen.ts';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type TellWay = NonNullable<HelpRequest['call']>['tellBy'];
export type HelpRequest = Request;
export type Unanswered = UnansweredRequest;
export type NewRequest = CreateRequest;
export type InvitationView = InvitationPreview;
export type PartnerPreview = PartnerInvitationPreview;
export type Sees = PartnerSees;
export type OpenItem = OpenMatters['items'][number];
export type PartnerProgress = Request['partners'][number];

export type ServiceType = Request['serviceType'];

export type Protection = Me['person']['protection'];
export type Role = RoleInUnit['role'];
export type GroupKind = Group['kind'];
export type GroupAccess = Group['access'];
export type RuleHolder = GroupRule['ask'];
export type PreviewField = Grant['previewFields'][number];
