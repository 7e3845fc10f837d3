// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { ServiceType } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { occasionStates } from './occasion.entity.ts';
import { rhythms } from './rhythm.ts';
import { seriesSides, seriesStates } from './series.entity.ts';

export const AgainView = z
  .strictObject({
    /** One's own wish. The other's is not told as long as it stands alone. */
    wished: z.boolean(),
    mutual: z.boolean(),
    /** The series this agreement began, or is a part of, unless it has ended. */
    seriesId: z.uuid().nullable(),
    can: z.strictObject({ wish: z.boolean(), takeBack: z.boolean(), propose: z.boolean() }),
  })
  .meta({ id: 'AgainWish' });
export type AgainView = z.infer<typeof AgainView>;

/** A day of the calendar, `2026-05-07`. */
const Day = z.iso.date();

export const ProposeSeries = z
  .strictObject({
    rhythm: z.enum(rhythms),
    firstOn: Day,
    /** By the clock on the wall, `10:30`. */
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time' }),
    /** Minutes it takes. */
    lasts: z.int().min(15).max(720),
    until: Day,
  })
  .meta({ id: 'ProposeSeries' });
export type ProposeSeries = z.infer<typeof ProposeSeries>;

const OccasionView = z
  .strictObject({
    day: Day,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** `planned`: nothing has been done about it yet. `off`: it was agreed, and came to nothing. */
    state: z.enum(['planned', 'off', ...occasionStates]),
    /** To both, while the same helper comes. */
    agreementId: z.uuid().nullable(),
    /** To the asker, once it has been asked of others. */
    requestId: z.uuid().nullable(),
    can: z.strictObject({ skip: z.boolean(), takeUp: z.boolean(), handOver: z.boolean() }),
  })
  .meta({ id: 'SeriesOccasion' });
export type OccasionView = z.infer<typeof OccasionView>;

export const SeriesView = z
  .strictObject({
    id: z.uuid(),
    /** What they did the first time. */
    agreementId: z.uuid(),
    serviceType: ServiceType,
    text: z.string(),
    side: z.enum(seriesSides),
    otherName: z.string(),
    state: z.enum(seriesStates),
    /** Whether it is the reader who proposed it. */
    mine: z.boolean(),
    rhythm: z.enum(rhythms),
    firstOn: Day,
    time: z.string(),
    lasts: z.int(),
    until: Day,
    /** The next ones, at most six. */
    occasions: z.array(OccasionView),
    version: z.int(),
    can: z.strictObject({ accept: z.boolean(), end: z.boolean(), change: z.boolean() }),
  })
  .meta({ id: 'Series' });
export type SeriesView = z.infer<typeof SeriesView>;
export const SeriesPage = page(SeriesView, 'SeriesPage');
export const SeriesQuery = PageQuery;

export const SeriesId = z.strictObject({ id: z.uuid() });
/** Of whatever form: a day on which nothing is planned is answered alike. */
export const OccasionPath = z.strictObject({ id: z.uuid(), day: z.string().max(40) });
export const HandOver = z
  .strictObject({
    /** A few helpers at a time; left out: as the first time. */
    quiet: z.boolean().optional(),
  })
  .default({})
  .meta({ id: 'HandOver' });
