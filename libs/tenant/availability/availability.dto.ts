// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Timestamp } from '#contracts';
import { page } from '#platform/http';

export const AvailabilityId = z.strictObject({ id: z.uuid() });
export const CreateAvailability = z.strictObject({ from: Timestamp, to: Timestamp }).meta({ id: 'CreateAvailability' });
export type CreateAvailability = z.infer<typeof CreateAvailability>;
export const AvailabilityView = z
  .strictObject({ id: z.uuid(), from: z.iso.datetime(), to: z.iso.datetime() })
  .meta({ id: 'Availability' });
export const AvailabilityPage = page(AvailabilityView, 'AvailabilityPage');
