// SPDX-License-Identifier: EUPL-1.2
// The names the web app uses for what the HTTP interface says. The types themselves are generated.
import type * as api from './generated/types.gen.ts';

export type {
  AccessEntry,
  Agreement,
  Audience,
  Grant,
  Group,
  GroupLink,
  GroupMember,
  GroupRule,
  Invitation,
  Me,
  Note,
  Offer,
  Partner,
  PartnerInvitation,
  PartnerInvitationPreview as PartnerPreview,
  PartnerRequest,
  PartnerSees as Sees,
  Person,
  Receipt,
  Request as HelpRequest,
  RequestDetails as Details,
  CreateRequest as NewRequest,
  Session,
  Tenant,
  Terms,
  Unit,
  InvitationPreview as InvitationView,
} from './generated/types.gen.ts';

export interface Page<T> {
  items: T[];
  next: string | null;
}
export type Can = Record<string, boolean>;
export type Role = api.Me['roles'][number]['role'];
export type Named = api.Request['groups'][number];
export type ServiceType = api.Request['serviceType'];
export type RequestState = api.Request['state'];
export type PartnerProgress = api.Request['partners'][number];
export type GroupKind = api.Group['kind'];
export type GroupAccess = api.Group['access'];
export type RuleHolder = api.GroupRule['ask'];
export type PreviewField = api.Grant['previewFields'][number];
export type OpenItem = api.OpenMatters['items'][number];
