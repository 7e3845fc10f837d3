// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { followUpAnswers } from './follow-up.entity.ts';

export const FollowUpView = z
  .strictObject({ answer: z.enum(followUpAnswers).nullable(), can: z.strictObject({ answer: z.boolean() }) })
  .meta({ id: 'FollowUp' });
export type FollowUpView = z.infer<typeof FollowUpView>;
export const AnswerFollowUp = z.strictObject({ answer: z.enum(followUpAnswers) }).meta({ id: 'AnswerFollowUp' });

/** Null: fewer than five, none included. */
const side = z.strictObject({ good: z.int().nullable(), bad: z.int().nullable() });
export const FollowUpFigures = z.strictObject({ asker: side, helper: side }).meta({ id: 'FollowUpFigures' });
export type FollowUpFigures = z.infer<typeof FollowUpFigures>;
