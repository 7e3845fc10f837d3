// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Text } from '#contracts';
import { page } from '#platform/http';
import { todaysForms } from './offer-company.entity.ts';
import { offerStates } from './offer.entity.ts';

export const OfferPath = z.strictObject({ id: z.uuid(), offerId: z.uuid() });

const forms = z.enum(todaysForms);
export const CompanyForm = z.strictObject({ clientId: z.uuid(), form: forms }).meta({ id: 'CompanyForm' });
export type CompanyForm = z.infer<typeof CompanyForm>;

export const CreateOffer = z
  .strictObject({
    note: Text(500).optional(),
    /** Clients who come along with whoever offers, and how each is today. */
    company: z
      .array(CompanyForm)
      .max(10)
      .refine((all) => new Set(all.map(({ clientId }) => clientId)).size === all.length, { error: 'twice' })
      .optional(),
  })
  .default({})
  .meta({ id: 'CreateOffer' });
export type CreateOffer = z.infer<typeof CreateOffer>;

export const OfferView = z
  .strictObject({
    id: z.uuid(),
    /** With company: the clients' aliases, and no name of staff. */
    helperName: z.string(),
    withStaff: z.boolean(),
    /** For whoever offered only. */
    company: z.array(z.strictObject({ clientId: z.uuid(), alias: z.string(), form: forms })).nullable(),
    note: z.string().nullable(),
    /** Told to whoever chooses: has all that is demanded for this. Null where that is not for the one who asks. */
    qualified: z.boolean().nullable(),
    state: z.enum(offerStates),
    at: z.iso.datetime(),
    can: z.strictObject({ accept: z.boolean(), withdraw: z.boolean(), block: z.boolean() }),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.infer<typeof OfferView>;
export const OfferPage = page(OfferView, 'OfferPage');
export const MadeOffer = z
  .strictObject({ offer: OfferView, agreementId: z.uuid().nullable() })
  .meta({ id: 'MadeOffer' });
