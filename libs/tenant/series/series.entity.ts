// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { dayAfter, dayFrom, rhythms, timesOn, type Plan } from './rhythm.ts';

export const seriesStates = ['proposed', 'running', 'ended'] as const;
export const seriesSides = ['asker', 'helper'] as const;
export type SeriesSide = (typeof seriesSides)[number];

/** The job that makes occasions; hinted at with a series' id. */
export const makeOccasions = 'series.make-occasions';

/** An occasion becomes a request and an agreement so many days before. */
const daysAhead = 7;

const SeriesSchema = defineEntity({
  name: 'Series',
  ...tenantOwned('series', [
    { column: 'agreementId', to: 'agreement', onDelete: 'cascade' },
    { column: 'askerId', to: 'person', onDelete: 'restrict' },
    { column: 'helperId', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    /** What they want to do again: each occasion is like it. */
    agreementId: p.uuid(),
    askerId: p.uuid(),
    helperId: p.uuid(),
    state: p.enum(seriesStates),
    proposedBy: p.enum(seriesSides),
    rhythm: p.enum(rhythms),
    firstOn: p.string().length(10),
    until: p.string().length(10),
    minute: p.integer(),
    lasts: p.integer(),
    /** The occasion that is to be made next, and when that is done; null when there is none. */
    nextOn: p.string().length(10).nullable(),
    nextAt: p.datetime(3).nullable(),
    proposedAt: p.datetime(3),
    version: p.integer(),
  },
  indexes: [
    { properties: ['tenantId', 'agreementId'] },
    { properties: ['tenantId', 'askerId', 'proposedAt', 'id'] },
    { properties: ['tenantId', 'helperId', 'proposedAt', 'id'] },
    { properties: ['tenantId', 'state', 'nextAt'] },
  ],
});

/** Two persons who want to do the same thing again, in a rhythm both have agreed on. */
export class Series extends SeriesSchema.class {
  sideOf(personId: string): SeriesSide {
    return personId === this.helperId ? 'helper' : 'asker';
  }

  otherThan(personId: string): string {
    return personId === this.helperId ? this.askerId : this.helperId;
  }

  plan(): Plan {
    const { rhythm, firstOn, until, minute, lasts } = this;
    return { rhythm, firstOn, until, minute, lasts };
  }

  accept(now: Date): void {
    this.state = 'running';
    this.version += 1;
    // What was proposed for a day that has passed since is not made up for.
    this.goOnFrom(dayFrom(this.plan(), now));
  }

  end(): void {
    this.state = 'ended';
    this.version += 1;
    this.goOnFrom(null);
  }

  /** The next occasion has been seen to. */
  goOn(): void {
    this.goOnFrom(this.nextOn ? dayAfter(this.plan(), this.nextOn) : null);
  }

  private goOnFrom(day: string | null): void {
    this.nextOn = day;
    this.nextAt = day ? new Date(timesOn(this.plan(), day).from.getTime() - daysAhead * 86_400_000) : null;
  }
}
SeriesSchema.setClass(Series);
