// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { FunctionAddress, grantScope, TenantKind, type GrantScope } from '#contracts';
import { canOf, type AppAbility } from '#platform/authz';
import { page } from '#platform/http';
import type { Grant } from './grant.entity.ts';
import type { OpenedTicket } from './handshake.ts';
import type { PartnerInvitation } from './partner-invitation.entity.ts';
import type { Partner } from './partner.entity.ts';
import { seesOf } from './sees.ts';

const Moment = z.iso.datetime();
export const Direction = z.enum(['they-ask-us', 'we-ask-them']);
type Direction = z.infer<typeof Direction>;

export const GrantView = z.strictObject({ direction: Direction, ...grantScope }).meta({ id: 'Grant' });
export const NarrowedGrant = z
  .strictObject({ direction: Direction.optional(), ...grantScope })
  .meta({ id: 'NarrowedGrant' });
export const CreateInvitation = z.strictObject({ grant: GrantView }).meta({ id: 'CreatePartnerInvitation' });
export const Link = z.strictObject({ link: z.string().min(1).max(8000) }).meta({ id: 'PartnerInvitationLink' });
export const AcceptInvitation = z
  .strictObject({
    link: z.string().min(1).max(8000),
    grant: NarrowedGrant.optional(),
    functionAddress: FunctionAddress,
  })
  .meta({ id: 'AcceptPartnerInvitation' });

const Words = z.array(z.string()).length(4);

export const InvitationView = z
  .strictObject({
    id: z.uuid(),
    link: z.string(),
    /** SVG of the link's QR code. */
    qr: z.string(),
    words: Words,
    grant: GrantView,
    expiresAt: Moment,
    usedAt: Moment.nullable(),
    can: z.strictObject({ withdraw: z.boolean() }),
  })
  .meta({ id: 'PartnerInvitation' });
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

const verbs = ['narrow', 'suspend', 'resume', 'end'] as const;

export const PartnerView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    kind: TenantKind,
    origin: z.string(),
    state: z.enum(['pending', 'active', 'suspended', 'ended']),
    words: Words,
    grant: GrantView,
    functionAddresses: z.array(z.string()),
    ourAddress: z.string().nullable(),
    since: Moment.nullable(),
    waitingSince: Moment.nullable(),
    version: z.int(),
    can: z.strictObject(
      Object.fromEntries(verbs.map((verb) => [verb, z.boolean()])) as Record<(typeof verbs)[number], z.ZodBoolean>,
    ),
  })
  .meta({ id: 'Partner' });
export const PartnerPage = page(PartnerView, 'PartnerPage');

export const OpenMatterView = z
  .strictObject({
    items: z.array(
      z.strictObject({ kind: z.string(), id: z.string(), conversation: z.string(), state: z.string(), since: Moment }),
    ),
  })
  .meta({ id: 'OpenMatters' });

export const SeesView = z
  .strictObject({
    theySee: z.array(z.string()),
    theyNeverSee: z.array(z.string()),
    exchanged: z.array(z.strictObject({ at: Moment, direction: z.enum(['sent', 'received']), type: z.string() })),
  })
  .meta({ id: 'PartnerSees' });

const directionOf = (weAre: 'asker' | 'helper'): Direction => (weAre === 'asker' ? 'we-ask-them' : 'they-ask-us');
export const sideOf = (direction: Direction): 'asker' | 'helper' => (direction === 'we-ask-them' ? 'asker' : 'helper');
/** The same terms without the direction, which nobody can change. */
export const scopeOf = ({ direction: _, ...scope }: GrantScope & { direction?: Direction }): GrantScope => scope;

export const partnerView = (ability: AppAbility, partner: Partner, grant: Grant): z.infer<typeof PartnerView> => ({
  id: partner.id,
  name: partner.name,
  kind: partner.kind,
  origin: partner.origin,
  state: partner.state,
  words: partner.words,
  grant: { direction: directionOf(grant.weAre), ...grant.scope },
  functionAddresses: partner.functionAddresses,
  ourAddress: partner.ourAddress ?? null,
  since: partner.since?.toISOString() ?? null,
  waitingSince: partner.waitingSince?.toISOString() ?? null,
  version: partner.version,
  can: canOf(ability, partner, verbs),
});

export const invitationView = (
  ability: AppAbility,
  invitation: PartnerInvitation,
  { link, qr }: { link: string; qr: string },
): z.infer<typeof InvitationView> => ({
  id: invitation.id,
  link,
  qr,
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
