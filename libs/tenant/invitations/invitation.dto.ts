// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { canOf, roles, type AppAbility } from '#platform/authz';
import { page } from '#platform/http';
import type { Invitation } from './invitation.entity.ts';
import type { Issued, Preview } from './invitation.service.ts';

export const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const InvitationView = z
  .strictObject({
    id: z.uuid(),
    /** Only in the answer to the one who made it: nobody can be shown it again. */
    link: z.string().nullable(),
    role: z.enum(roles),
    groupId: z.uuid().nullable(),
    leader: z.boolean(),
    expiresAt: z.iso.datetime(),
    usedAt: z.iso.datetime().nullable(),
    can: z.strictObject({ withdraw: z.boolean() }),
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;
export const InvitationPage = page(InvitationView, 'InvitationPage');

export const CreateInvitation = z
  .strictObject({
    role: z.enum(roles),
    groupId: z.uuid().nullable().default(null),
    leader: z.boolean().default(false),
    days: z.int().min(1).max(30).default(14),
  })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const InvitationPreview = z
  .strictObject({
    tenantName: z.string(),
    role: z.enum(roles),
    groupName: z.string().nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const viewInvitation = (
  invitation: Invitation,
  ability: AppAbility,
  link: string | null = null,
): InvitationView => ({
  id: invitation.id,
  link,
  role: invitation.role,
  groupId: invitation.groupId ?? null,
  leader: invitation.leader,
  expiresAt: invitation.expiresAt.toISOString(),
  usedAt: invitation.usedAt?.toISOString() ?? null,
  can: canOf(ability, invitation, ['withdraw']),
});

export const viewIssued = ({ invitation, token }: Issued, ability: AppAbility, origin: string): InvitationView =>
  viewInvitation(invitation, ability, `${origin}/invitation/${token}`);

export const viewPreview = ({ expiresAt, ...preview }: Preview): InvitationPreview => ({
  ...preview,
  expiresAt: expiresAt.toISOString(),
});
