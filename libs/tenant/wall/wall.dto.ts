// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { WallRun } from '#contracts';

const Words = z.strictObject({ sv: z.string().nullable(), en: z.string().nullable() });

const CrossingView = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['letter', 'part']),
    from: z.enum(['asker', 'helper', 'either', 'anyone']),
    name: Words,
    why: Words,
    fields: z.array(
      z.strictObject({
        field: z.string(),
        optional: z.boolean(),
        holds: z.string().nullable(),
        means: Words,
        seenBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Crossing' });

/** What a plane says of its wall. The same at each of its addresses. */
export const WallStatement = z
  .strictObject({
    plane: z.enum(['municipal', 'civic']),
    running: z.strictObject({ version: z.string(), build: z.string() }),
    /** `not-genuine`: what is kept is not what this installation signed. */
    standing: z.enum(['never-run', 'held', 'failed', 'not-genuine']),
    /** More than 30 days ago. */
    old: z.boolean(),
    /** Other code runs now than was tested. */
    otherBuild: z.boolean(),
    run: WallRun.nullable(),
    fingerprint: z.string().nullable(),
    crossings: z.array(CrossingView),
    neverCrosses: z.strictObject({ asker: z.array(z.string()), helper: z.array(z.string()) }),
  })
  .meta({ id: 'WallStatement' });
export type WallStatement = z.infer<typeof WallStatement>;

export const WallQuery = z.strictObject({ lang: z.string().max(20).optional() });
