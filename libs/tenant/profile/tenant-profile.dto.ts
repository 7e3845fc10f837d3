// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line, TenantKind, Text } from '#contracts';
import type { Tenant } from '#platform/tenancy';
import type { LogoAddresses } from './logo.service.ts';
import { signInDoors, type TenantProfile } from './tenant-profile.entity.ts';
import { usualAsks } from './usual-asks.ts';

const UsualAsk = z.enum(usualAsks);
const once = (all: readonly string[]): boolean => new Set(all).size === all.length;
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i);

export const TenantView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    kind: TenantKind,
    colour: Colour,
    /** Address of the picture for the header; always the same for the same picture. */
    logo: z.string().nullable(),
    /** Address of a square one, where the logo is fit for it. */
    icon: z.string().nullable(),
    areas: z.array(z.string()),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    about: z.string().nullable(),
    terms: z.strictObject({ version: z.int() }),
    signIn: z.array(z.enum(signInDoors)),
    /** In the order they are shown to whoever asks; those left out are not shown. */
    usualAsks: z.array(UsualAsk),
    /** The municipality does not see this; said in plain words on every page of an association. */
    noticeOfBlindness: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Tenant' });
export type TenantView = z.infer<typeof TenantView>;

export const UpdateTenant = z
  .strictObject({
    name: Line(120),
    colour: Colour.toLowerCase(),
    phone: z
      .string()
      .regex(/^\+?[0-9][0-9 ()-]{2,38}$/)
      .nullable(),
    email: z.email().max(200).nullable(),
    about: Text(2000).nullable(),
    areas: z.array(Area).max(100).refine(once, { error: 'twice' }),
    /** In their order; with an empty list none is shown. */
    usualAsks: z.array(UsualAsk).max(usualAsks.length).refine(once, { error: 'twice' }),
  })
  .partial()
  .meta({ id: 'UpdateTenant' });
export type UpdateTenant = z.infer<typeof UpdateTenant>;

export const viewTenant = (
  { id, kind }: Tenant,
  profile: TenantProfile,
  logo: LogoAddresses,
  termsVersion: number,
): TenantView => ({
  id,
  kind,
  name: profile.name,
  colour: profile.colour,
  logo: logo.header ?? null,
  icon: logo['icon-192'] ?? null,
  areas: profile.areas,
  phone: profile.phone ?? null,
  email: profile.email ?? null,
  about: profile.about ?? null,
  terms: { version: termsVersion },
  signIn: signInDoors.filter((door) => profile.signIn.includes(door)),
  usualAsks: profile.usualAsks,
  noticeOfBlindness: kind === 'association',
  version: profile.version,
});
