// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line, Text } from '#contracts';
import type { Guideline } from './guidelines.entity.ts';
import type { GuidelinesNow } from './guidelines.service.ts';

const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
export const GuidelineKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const GuidelineView = z
  .strictObject({
    key: z.string(),
    words: z.record(locale, z.strictObject({ name: z.string(), text: z.string() })),
  })
  .meta({ id: 'Guideline' });
export type GuidelineView = z.infer<typeof GuidelineView>;

export const GuidelinesView = z
  .strictObject({ version: z.int(), items: z.array(GuidelineView) })
  .meta({ id: 'Guidelines' });
export type GuidelinesView = z.infer<typeof GuidelinesView>;

export const PublishGuidelines = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          key: GuidelineKey,
          words: z
            .record(locale, z.strictObject({ name: Line(60), text: Text(400) }))
            .refine((words) => 'sv' in words, { error: 'swedish-missing' })
            .refine((words) => Object.keys(words).length <= 12, { error: 'too-many-languages' }),
        }),
      )
      .min(1)
      .max(12)
      .refine((items) => new Set(items.map(({ key }) => key)).size === items.length, { error: 'twice' }),
  })
  .meta({ id: 'PublishGuidelines' });
export type PublishGuidelines = z.infer<typeof PublishGuidelines>;

export const viewGuideline = ({ key, words }: Guideline): GuidelineView => ({ key, words: { ...words } });
export const viewGuidelines = ({ version, items }: GuidelinesNow): GuidelinesView => ({
  version,
  items: items.map(viewGuideline),
});
