// SPDX-License-Identifier: EUPL-1.2
import { partnerRequests } from '#association/partner-requests';
import { federation } from '#federation';
import { CryptoModule } from '#platform/crypto';
import { signIn } from '#platform/identity';
import type { Feature } from '#platform/plane';
import { QueueModule } from '#platform/queue';
import { audit } from '#tenant/audit';
import { availability } from '#tenant/availability';
import { calendars } from '#tenant/calendars';
import { callers } from '#tenant/callers';
import { deliveries } from '#tenant/deliveries';
import { groups } from '#tenant/groups';
import { invitations } from '#tenant/invitations';
import { mandates } from '#tenant/mandates';
import { me } from '#tenant/me';
import { notices } from '#tenant/notices';
import { partnershipAudit } from '#tenant/partnership-audit';
import { passport } from '#tenant/passport';
import { people } from '#tenant/people';
import { profile } from '#tenant/profile';
import { protection } from '#tenant/protection';
import { qualifications } from '#tenant/qualifications';
import { requests } from '#tenant/requests';
import { safety } from '#tenant/safety';
import { series } from '#tenant/series';
import { spreadsheets } from '#tenant/spreadsheets';
import { standingOffers } from '#tenant/standing-offers';
import { terms } from '#tenant/terms';
import { trail } from '#tenant/trail';
import { waiting } from '#tenant/waiting';
import { wall } from '#tenant/wall';

/** What the civic plane hosts; what is not in this list has no route and no table here. */
export const features: readonly Feature[] = [
  { module: CryptoModule, entities: [], policies: [] },
  { module: QueueModule, entities: [], policies: [] },
  signIn,
  audit,
  waiting,
  profile,
  protection,
  people,
  notices,
  me,
  terms,
  invitations,
  groups,
  qualifications,
  mandates,
  callers,
  requests,
  series,
  deliveries,
  safety,
  standingOffers,
  availability,
  calendars,
  spreadsheets,
  federation,
  passport,
  partnershipAudit,
  trail,
  wall,
  partnerRequests,
];
