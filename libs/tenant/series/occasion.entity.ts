// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/**
 * `made`: agreed with the same helper. `others`: asked of others, or going to be. `skipped`: not this time.
 * `missed`: the asker could not ask where they asked before.
 */
export const occasionStates = ['made', 'others', 'skipped', 'missed'] as const;

/** One time of a series about which something has been done or decided; of the others there is no row. */
const OccasionSchema = defineEntity({
  name: 'Occasion',
  ...tenantOwned('occasion', [
    { column: 'seriesId', to: 'series', onDelete: 'cascade' },
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
    { column: 'agreementId', to: 'agreement', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    seriesId: p.uuid(),
    day: p.string().length(10),
    state: p.enum(occasionStates),
    /** Handed to others before it was made: how they are to be asked. */
    quiet: p.boolean(),
    requestId: p.uuid().nullable(),
    agreementId: p.uuid().nullable(),
  },
  uniques: [{ properties: ['tenantId', 'seriesId', 'day'] }],
  indexes: [{ properties: ['tenantId', 'requestId'] }, { properties: ['tenantId', 'agreementId'] }],
});
export class Occasion extends OccasionSchema.class {}
OccasionSchema.setClass(Occasion);
