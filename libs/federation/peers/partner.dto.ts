// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { FunctionAddress, TenantKind } from '#contracts';
import { canOf, type AppAbility } from '#platform/authz';
import { page } from '#platform/http';
import { directionOf, GrantView } from './grant.dto.ts';
import type { Grant } from './grant.entity.ts';
import type { Partner } from './partner.entity.ts';

const Moment = z.iso.datetime();
const Words = z.array(z.string()).length(4);
const verbs = ['address', 'narrow', 'suspend', 'resume', 'end'] as const;

export const PartnerView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    kind: TenantKind,
    origin: z.string(),
    state: z.enum(['pending', 'active', 'suspended', 'ended']),
    words: Words,
    grant: GrantView,
    functionAddresses: z.array(z.string()),
    ourAddress: z.string().nullable(),
    since: Moment.nullable(),
    waitingSince: Moment.nullable(),
    version: z.int(),
    can: z.strictObject(
      Object.fromEntries(verbs.map((verb) => [verb, z.boolean()])) as Record<(typeof verbs)[number], z.ZodBoolean>,
    ),
  })
  .meta({ id: 'Partner' });
/** The function that answers for us towards this partner. */
export const ChangePartner = z.strictObject({ ourAddress: FunctionAddress }).meta({ id: 'ChangePartner' });
export const PartnerPage = page(PartnerView, 'PartnerPage');

export const OpenMatterView = z
  .strictObject({
    items: z.array(
      z.strictObject({ kind: z.string(), id: z.string(), conversation: z.string(), state: z.string(), since: Moment }),
    ),
  })
  .meta({ id: 'OpenMatters' });

export const SeesView = z
  .strictObject({
    theySee: z.array(z.string()),
    theyNeverSee: z.array(z.string()),
    exchanged: z.array(z.strictObject({ at: Moment, direction: z.enum(['sent', 'received']), type: z.string() })),
  })
  .meta({ id: 'PartnerSees' });

export const partnerView = (ability: AppAbility, partner: Partner, grant: Grant): z.infer<typeof PartnerView> => ({
  id: partner.id,
  name: partner.name,
  kind: partner.kind,
  origin: partner.origin,
  state: partner.state,
  words: partner.words,
  grant: { direction: directionOf(grant.weAre), ...grant.scope },
  functionAddresses: partner.functionAddresses,
  ourAddress: partner.ourAddress ?? null,
  since: partner.since?.toISOString() ?? null,
  waitingSince: partner.waitingSince?.toISOString() ?? null,
  version: partner.version,
  can: canOf(ability, partner, verbs),
});
