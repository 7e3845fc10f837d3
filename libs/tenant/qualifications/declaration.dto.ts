// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text } from '#contracts';
import type { Declaration } from './declaration.entity.ts';

const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
export const DeclarationView = z
  .strictObject({ version: z.int(), publishedAt: z.iso.datetime(), text: z.record(locale, z.array(z.string())) })
  .meta({ id: 'Declaration' });
export type DeclarationView = z.infer<typeof DeclarationView>;
export const PublishDeclaration = z
  .strictObject({
    text: z
      .record(locale, z.array(Text(2000)).min(1).max(50))
      .refine((text) => 'sv' in text, { error: 'swedish-missing' })
      .refine((text) => Object.keys(text).length <= 12, { error: 'too-many-languages' }),
  })
  .meta({ id: 'PublishDeclaration' });
export type PublishDeclaration = z.infer<typeof PublishDeclaration>;
export const SignDeclaration = z.strictObject({ version: z.int().min(1) }).meta({ id: 'SignDeclaration' });
export type SignDeclaration = z.infer<typeof SignDeclaration>;

export const viewDeclaration = ({ version, publishedAt, text }: Declaration): DeclarationView => ({
  version,
  publishedAt: publishedAt.toISOString(),
  text: Object.fromEntries(Object.entries(text).map(([language, paragraphs]) => [language, [...paragraphs]])),
});
