// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { page } from '#platform/http';
import { blockWays } from '#tenant/people';

export const BlockView = z
  .strictObject({
    id: z.uuid(),
    displayName: z.string(),
    way: z.enum(blockWays),
    at: z.iso.datetime(),
    /** What is still agreed between the two: it stands until somebody ends it. */
    agreementIds: z.array(z.uuid()),
    can: z.strictObject({ remove: z.boolean() }),
  })
  .meta({ id: 'Block' });
export type BlockView = z.infer<typeof BlockView>;
export const BlockPage = page(BlockView, 'BlockPage');

/** Whoever offered, or the other party of an agreement; `helperId` says which one where several help. */
export const CreateBlock = z
  .strictObject({ offerId: z.uuid().optional(), agreementId: z.uuid().optional(), helperId: z.uuid().optional() })
  .refine(({ offerId, agreementId }) => (offerId === undefined) !== (agreementId === undefined), { error: 'one-of' })
  .meta({ id: 'CreateBlock' });
export type CreateBlock = z.infer<typeof CreateBlock>;
