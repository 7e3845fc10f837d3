// SPDX-License-Identifier: EUPL-1.2
import { p } from '@mikro-orm/core';
import type { Actor } from '#platform/authz';

/** Whoever rang had shown who they are, or a call was enough. */
const callProofs = ['shown', 'unshown'] as const;
/** How whoever rang wants to hear what comes of it: staff ring back, by text message, by letter. */
export const tellWays = ['call', 'sms', 'letter'] as const;

/** Who asks, for whom, and who may follow it on the asker's side. */
export const askerColumns = {
  postedById: p.uuid(),
  /** Posted by the organisation: by staff for somebody, or on a partner's asking. Colleagues may follow it. */
  ofOrganisation: p.boolean(),
  unitId: p.uuid().nullable(),
  /** First name or made-up name of the one helped, when staff post; for the poster's side only. */
  alias: p.string().length(60).nullable(),
  /** Whom it is for, and the consent that covered it when it was posted. */
  clientId: p.uuid().nullable(),
  consentId: p.uuid().nullable(),
  /** The client as their own person, once they have taken over: on the asker's side like whoever posted it. */
  forPersonId: p.uuid().nullable(),
  sourcePartnerName: p.string().length(120).nullable(),
  /** The partner's request in its own feature, when the request came from a partner. */
  sourceRequestId: p.uuid().nullable(),
  /** When it came by telephone: whether they had shown who they are, and how they are told what comes of it. */
  calledIn: p.enum(callProofs).nullable(),
  tellBy: p.enum(tellWays).nullable(),
  /** How far it may travel, sealed and never shown; null when it is a partner's. */
  protection: p.text().nullable(),
};

/** Whether what is asked for is the organisation's, and not one's own. */
export const asksForOrganisation = (actor: Actor, onBehalf: boolean, partnerIds: readonly string[]): boolean =>
  onBehalf || partnerIds.length > 0 || actor.roles.includes('staff');
