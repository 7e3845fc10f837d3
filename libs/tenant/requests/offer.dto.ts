// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text } from '#contracts';
import { page } from '#platform/http';
import { offerStates } from './offer.entity.ts';

export const OfferPath = z.strictObject({ id: z.uuid(), offerId: z.uuid() });

export const CreateOffer = z
  .strictObject({ note: Text(500).optional() })
  .default({})
  .meta({ id: 'CreateOffer' });
export type CreateOffer = z.infer<typeof CreateOffer>;

export const OfferView = z
  .strictObject({
    id: z.uuid(),
    helperName: z.string(),
    note: z.string().nullable(),
    /** Told to whoever chooses: has all that is demanded for this. Null where that is not for the one who asks. */
    qualified: z.boolean().nullable(),
    state: z.enum(offerStates),
    at: z.iso.datetime(),
    can: z.strictObject({ accept: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.infer<typeof OfferView>;
export const OfferPage = page(OfferView, 'OfferPage');
export const MadeOffer = z
  .strictObject({ offer: OfferView, agreementId: z.uuid().nullable() })
  .meta({ id: 'MadeOffer' });
