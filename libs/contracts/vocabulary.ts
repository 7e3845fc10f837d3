// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

/** The kinds of help every tenant knows; a grant names those it covers. */
export const serviceTypes = [
  'practical',
  'accompany',
  'social',
  'language',
  'homework',
  'delivery',
  'staffing',
] as const;
export const ServiceType = z.enum(serviceTypes);
export type ServiceType = z.infer<typeof ServiceType>;

export const tenantKinds = ['municipality', 'association'] as const;
export const TenantKind = z.enum(tenantKinds);

const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/;
const plain = (value: string): boolean => value.isWellFormed() && !controlCharacter.test(value);

/** Text of one line: no control characters, no lone surrogates, not only blanks. */
export const Line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => plain(value) && !value.includes('\n') && value.trim() !== '', { error: 'not-a-line' });

/** Text of several lines. */
export const Text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => plain(value) && value.trim() !== '', { error: 'not-text' });

/** An area from the asker's own coarse list, never an address. */
export const Area = Line(80);

/** RFC 3339 in UTC, e.g. `2026-05-04T09:00:00Z`. There is no year 0, and the database knows none. */
export const Timestamp = z.iso
  .datetime({ precision: undefined, offset: false })
  .refine((text) => !text.startsWith('0000'), { error: 'no-such-year' });

/** Addresses a function, never a person: `besoksgruppen@rodakorset.example.org`. */
export const FunctionAddress = z
  .string()
  .max(160)
  .regex(/^[a-z0-9åäöæøé]([a-z0-9åäöæøé._-]{0,62}[a-z0-9åäöæøé])?@[a-z0-9]([a-z0-9.-]{0,90}[a-z0-9])?(:[0-9]{1,5})?$/, {
    error: 'not-a-function-address',
  });

/** Where a tenant is reached. Plain http is only for development on the same machine. */
export const Origin = z
  .string()
  .max(200)
  .refine((value) => URL.canParse(value) && new URL(value).origin === value && /^https?:\/\//.test(value), {
    error: 'not-an-origin',
  });

/** SHA-512 as base64url without padding. */
export const Sha512 = z.string().regex(/^[A-Za-z0-9_-]{86}$/, { error: 'not-a-sha512' });

/** RFC 7638 thumbprint of a key, which is also its `kid`. */
export const Thumbprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'not-a-thumbprint' });

export const CompactJws = z
  .string()
  .max(262_144)
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, { error: 'not-a-jws' });
