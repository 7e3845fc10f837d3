// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { CompactJws } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { requirementKinds } from '#tenant/qualifications';
import { shownStates } from './shown.entity.ts';

const mostAtOnce = 20;
const longestDays = 30;

export const TakeAlong = z
  .strictObject({
    attestationIds: z.array(z.uuid()).min(1).max(mostAtOnce),
    /** The public half (Ed25519, base64url) of a key that the browser has made. */
    key: z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'not-a-key' }),
  })
  .meta({ id: 'TakeAlong' });
export type TakeAlong = z.infer<typeof TakeAlong>;
export const TakenAlong = z.strictObject({ attestations: z.array(CompactJws) }).meta({ id: 'TakenAlong' });

export const QuestionView = z.strictObject({ audience: z.uuid(), nonce: z.string() }).meta({ id: 'PassportQuestion' });
export const Show = z.strictObject({ presentation: CompactJws }).meta({ id: 'ShowAttestation' });
export type Show = z.infer<typeof Show>;

export const ShownView = z
  .strictObject({
    id: z.uuid(),
    personName: z.string(),
    issuerName: z.string(),
    /** What the holder is called at the issuer. */
    holder: z.string(),
    kind: z.enum(requirementKinds),
    subject: z.string(),
    years: z.int().nullable(),
    seenOn: z.iso.date(),
    /** When the issuer last said that it holds. */
    provenAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    /** `withdrawn`: we accepted it, and have withdrawn that. */
    state: z.enum([...shownStates, 'expired', 'withdrawn']),
    /** Groups the person is in or at the door of that demand it, as far as whoever looks may know of them. */
    demandedIn: z.array(z.string()),
    can: z.strictObject({ decide: z.boolean(), takeBack: z.boolean() }),
  })
  .meta({ id: 'ShownAttestation' });
export type ShownView = z.infer<typeof ShownView>;
export const ShownPage = page(ShownView, 'ShownAttestationPage');
export const ShownQuery = PageQuery.extend({ decided: z.stringbool().default(false) });
export type ShownQuery = z.infer<typeof ShownQuery>;

export const IssuerView = z
  .strictObject({ accepted: z.boolean(), days: z.int().nullable() })
  .meta({ id: 'PartnerAttestations' });
export type IssuerView = z.infer<typeof IssuerView>;
export const Trust = z.strictObject({ days: z.int().min(1).max(longestDays) }).meta({ id: 'TrustAttestations' });
export type Trust = z.infer<typeof Trust>;
