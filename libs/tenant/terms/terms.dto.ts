// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text } from '#contracts';
import type { Acceptance } from './acceptance.entity.ts';
import type { Terms } from './terms.entity.ts';

const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
const TextByLocale = z.record(locale, z.array(z.string()));

export const TermsView = z
  .strictObject({ version: z.int(), publishedAt: z.iso.datetime(), text: TextByLocale })
  .meta({ id: 'Terms' });
export type TermsView = z.infer<typeof TermsView>;

export const PublishTerms = z
  .strictObject({
    text: z
      .record(locale, z.array(Text(2000)).min(1).max(100))
      .refine((text) => 'sv' in text, { error: 'swedish-missing' })
      .refine((text) => Object.keys(text).length <= 12, { error: 'too-many-languages' }),
  })
  .meta({ id: 'PublishTerms' });
export type PublishTerms = z.infer<typeof PublishTerms>;

export const AcceptTerms = z.strictObject({ version: z.int().min(1) }).meta({ id: 'AcceptTerms' });
export type AcceptTerms = z.infer<typeof AcceptTerms>;
export const AcceptanceView = z
  .strictObject({ version: z.int(), at: z.iso.datetime() })
  .meta({ id: 'TermsAcceptance' });
export type AcceptanceView = z.infer<typeof AcceptanceView>;

export const viewTerms = ({ version, publishedAt, text }: Terms): TermsView => ({
  version,
  publishedAt: publishedAt.toISOString(),
  text: Object.fromEntries(Object.entries(text).map(([language, paragraphs]) => [language, [...paragraphs]])),
});

export const viewAcceptance = ({ version, at }: Acceptance): AcceptanceView => ({ version, at: at.toISOString() });
