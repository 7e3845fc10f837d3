// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { Coverage, PreviewField } from '../message.ts';
import { Area, ServiceType, Text, Timestamp } from '../vocabulary.ts';

/** The limited preview of a request: no name, no exact place, no contact. */
export const Preview = z
  .strictObject({
    serviceType: ServiceType,
    text: Text(1000).optional(),
    area: Area.optional(),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    headCount: z.int().min(1).max(20).optional(),
    expiresAt: Timestamp,
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) <= Date.parse(to), {
    error: 'ends-before-it-begins',
    path: ['to'],
  });
export type Preview = z.infer<typeof Preview>;

export const previewCovers = (preview: Preview): Coverage => {
  const fields: PreviewField[] = [];
  if (preview.text !== undefined) fields.push('text');
  if (preview.area !== undefined) fields.push('area');
  if (preview.from !== undefined || preview.to !== undefined) fields.push('time');
  if (preview.headCount !== undefined) fields.push('headCount');
  return { serviceType: preview.serviceType, area: preview.area ?? null, fields };
};
