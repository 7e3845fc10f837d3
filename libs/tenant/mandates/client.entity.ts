// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** A mistaken takeover can be taken back this long, as long as nothing has been done with it. */
export const regretDays = 7;

const ClientSchema = defineEntity({
  name: 'Client',
  ...tenantOwned('client', [
    { column: 'keptById', to: 'person', onDelete: 'restrict' },
    { column: 'personId', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    /** First name or made-up name; never more. */
    alias: p.string().length(60),
    /** Lower case, for finding and sorting. */
    aliasKey: p.string().length(60),
    /** Whose client: the unit's colleagues may speak for them; with none, only whoever entered them and the coordinators. */
    unitId: p.uuid().nullable(),
    keptById: p.uuid(),
    /** Their own person here, once they have taken over. */
    personId: p.uuid().nullable(),
    takenOverAt: p.datetime(3).nullable(),
    since: p.datetime(3),
    version: p.integer(),
  },
  indexes: [{ properties: ['tenantId', 'aliasKey', 'id'] }, { properties: ['tenantId', 'personId'] }],
});

/** Somebody whom others ask for, or answer for, with their consent. */
export class Client extends ClientSchema.class {
  rename(alias: string): void {
    this.alias = alias;
    this.aliasKey = alias.toLocaleLowerCase('sv');
    this.version += 1;
  }

  takeOver(personId: string, at: Date): void {
    this.personId = personId;
    this.takenOverAt = at;
    this.version += 1;
  }

  takeBack(): void {
    this.personId = null;
    this.takenOverAt = null;
    this.version += 1;
  }

  mayBeTakenBack(now: Date): boolean {
    return !!this.takenOverAt && now.getTime() <= this.takenOverAt.getTime() + regretDays * 86_400_000;
  }
}
ClientSchema.setClass(Client);
