// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const StandingOfferSchema = defineEntity({
  name: 'StandingOffer',
  ...tenantOwned('standing_offer', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    text: p.string().length(300),
    area: p.string().length(80).nullable(),
    /** From 1, which is Monday, to 7. */
    weekday: p.integer(),
    /** Minutes after midnight by the clock on the wall. */
    minute: p.integer(),
    /** How long, in minutes. */
    lasts: p.integer(),
    /** The groups in which whoever offers helps: who may ask them meets the offer. */
    groupIds: p.array().columnType('uuid[]'),
    /** So many people they meet at a time, each on a day of their own. */
    atOnce: p.integer(),
    paused: p.boolean(),
    /** Its end. */
    until: p.datetime(3),
    /** Since when nobody has said yes to it: whoever has waited longest stands first. */
    waitingSince: p.datetime(3),
    createdAt: p.datetime(3),
  },
  indexes: [
    { properties: ['tenantId', 'personId', 'createdAt', 'id'] },
    { properties: ['tenantId', 'waitingSince', 'id'] },
    { properties: ['tenantId', 'until'] },
  ],
});

/** What somebody likes to do with others, before anybody asks. */
export class StandingOffer extends StandingOfferSchema.class {
  /** @throws Conflict when it rests already */
  pause(): void {
    if (this.paused) throw new Conflict('standing-offer.wrong-state');
    this.paused = true;
  }

  /** @throws Conflict when it does not rest, or its time is over */
  resume(now: Date): void {
    if (!this.paused || this.until <= now) throw new Conflict('standing-offer.wrong-state');
    this.paused = false;
  }
}
StandingOfferSchema.setClass(StandingOffer);
