// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { faultCodes } from './invitation-list.ts';

export const InviteList = z
  .strictObject({
    /** Name, role, group, leader, days: in any order, each may be left out. The first line names them. */
    csv: z.string().max(200_000),
    /** False: only say what would be made, and what is wrong. */
    make: z.boolean(),
  })
  .meta({ id: 'InviteList' });
export type InviteList = z.infer<typeof InviteList>;

export const InviteListAnswer = z
  .strictObject({
    /** Lines that are invitations, or would be. */
    count: z.int(),
    /** With any of these nothing has been made. */
    faults: z.array(z.strictObject({ line: z.int(), column: z.string().nullable(), code: z.enum(faultCodes) })),
    /** The names with their links, once they are made; they cannot be had a second time. */
    csv: z.string().nullable(),
  })
  .meta({ id: 'InviteListAnswer' });
export type InviteListAnswer = z.infer<typeof InviteListAnswer>;
