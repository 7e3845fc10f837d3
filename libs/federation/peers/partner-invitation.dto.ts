// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { FunctionAddress, seesOf, TenantKind } from '#contracts';
import { canOf, type AppAbility } from '#platform/authz';
import { page } from '#platform/http';
import { directionOf, GrantView, NarrowedGrant } from './grant.dto.ts';
import type { OpenedTicket } from './handshake.ts';
import type { PartnerInvitation } from './partner-invitation.entity.ts';

const Moment = z.iso.datetime();
const Words = z.array(z.string()).length(4);

export const CreateInvitation = z
  .strictObject({ grant: GrantView, functionAddress: FunctionAddress.optional() })
  .meta({ id: 'CreatePartnerInvitation' });
export const Link = z.strictObject({ link: z.string().min(1).max(8000) }).meta({ id: 'PartnerInvitationLink' });
export const AcceptInvitation = z
  .strictObject({
    link: z.string().min(1).max(8000),
    grant: NarrowedGrant.optional(),
    functionAddress: FunctionAddress,
  })
  .meta({ id: 'AcceptPartnerInvitation' });

export const InvitationView = z
  .strictObject({
    id: z.uuid(),
    link: z.string(),
    words: Words,
    grant: GrantView,
    expiresAt: Moment,
    usedAt: Moment.nullable(),
    can: z.strictObject({ withdraw: z.boolean() }),
  })
  .meta({ id: 'PartnerInvitation' });
/** With an SVG of the link's QR code. Of a list it would be a twentieth of a second for each. */
export const MadeInvitation = InvitationView.extend({ qr: z.string() }).meta({ id: 'MadePartnerInvitation' });
export const InvitationPage = page(InvitationView, 'PartnerInvitationPage');

export const InvitationPreview = z
  .strictObject({
    from: z.strictObject({ name: z.string(), kind: TenantKind, origin: z.string() }),
    words: Words,
    grant: GrantView,
    weWillSee: z.array(z.string()),
    theyWillSee: z.array(z.string()),
    expiresAt: Moment,
  })
  .meta({ id: 'PartnerInvitationPreview' });

export const invitationView = (
  ability: AppAbility,
  invitation: PartnerInvitation,
  link: string,
): z.infer<typeof InvitationView> => ({
  id: invitation.id,
  link,
  words: invitation.words,
  grant: { direction: directionOf(invitation.weAre), ...invitation.grant },
  expiresAt: invitation.expiresAt.toISOString(),
  usedAt: invitation.usedAt?.toISOString() ?? null,
  can: canOf(ability, invitation, ['withdraw']),
});

export const previewView = ({ ticket, words }: OpenedTicket): z.infer<typeof InvitationPreview> => {
  const { inviter, inviterIs, grant, expiresAt } = ticket;
  const weAre = inviterIs === 'asker' ? 'helper' : 'asker';
  return {
    from: { name: inviter.name, kind: inviter.kind, origin: inviter.origin },
    words,
    grant: { direction: directionOf(weAre), ...grant },
    weWillSee: seesOf(weAre, grant).sees,
    theyWillSee: seesOf(inviterIs, grant).sees,
    expiresAt,
  };
};
