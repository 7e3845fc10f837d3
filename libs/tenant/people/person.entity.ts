// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const locales = ['sv', 'sv-simple', 'en', 'ar'] as const;
/** Whoever comes through another door is another person here: what one asks for as a neighbour is no concern of one's employer. */
export const doors = ['resident', 'staff', 'member'] as const;

const PersonSchema = defineEntity({
  name: 'Person',
  ...tenantOwned('person'),
  properties: {
    ...tenantColumns,
    door: p.enum(doors),
    /** The identity provider's pairwise subject; null once they have left. */
    subject: p.string().nullable(),
    /** Personal number under the tenant's key, so that nobody is two people; null when not told, or once they have left. */
    numberHash: p.string().length(120).nullable(),
    /** Empty once they have left. */
    displayName: p.string().length(120),
    /** Lower case, for finding and sorting. */
    nameKey: p.string().length(120),
    locale: p.enum(locales),
    area: p.string().length(80).nullable(),
    joinedAt: p.datetime(3),
    leftAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'door', 'subject'] }, { properties: ['tenantId', 'door', 'numberHash'] }],
  indexes: [{ properties: ['tenantId', 'nameKey', 'id'] }],
});

type Newcomer = Pick<Person, 'door' | 'subject' | 'numberHash' | 'displayName'>;

/** Somebody in this tenant. Elsewhere the same human has another id, and nobody can tell. */
export class Person extends PersonSchema.class {
  static arrived({ displayName, ...newcomer }: Newcomer, at: Date): Person {
    const person = Object.assign(new Person(), {
      ...newcomer,
      locale: 'sv' as const,
      area: null,
      joinedAt: at,
      leftAt: null,
    });
    person.rename(displayName);
    return person;
  }

  rename(displayName: string): void {
    this.displayName = displayName;
    this.nameKey = displayName.toLocaleLowerCase('sv');
  }

  change({ displayName, ...rest }: Partial<Pick<Person, 'displayName' | 'locale' | 'area'>>): void {
    Object.assign(this, rest);
    if (displayName !== undefined) this.rename(displayName);
  }

  /** Everything that tells who it was is erased; what remains is an id that other records may name. */
  leave(at: Date): void {
    Object.assign(this, { subject: null, numberHash: null, area: null, locale: 'sv', leftAt: at });
    this.rename('');
  }
}
PersonSchema.setClass(Person);
