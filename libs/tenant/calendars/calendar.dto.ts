// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const CalendarFeedView = z
  .strictObject({
    /** When the address that works now was made; null when there is none. */
    since: z.iso.datetime().nullable(),
    /** Only in the answer to the one who made it: nobody can be shown it again. */
    address: z.string().nullable(),
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeedView = z.infer<typeof CalendarFeedView>;

/** Whatever is asked for, of whatever form: what is no address answers like one that is gone. */
export const FeedToken = z.string();
