// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** `declined` is only said once: whoever is turned away has no row, and may apply again. */
export const memberStates = ['applied', 'member', 'declined'] as const;

const GroupMemberSchema = defineEntity({
  name: 'GroupMember',
  ...tenantOwned('group_member', [
    { column: 'groupId', to: 'group', onDelete: 'cascade' },
    { column: 'personId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    groupId: p.uuid(),
    personId: p.uuid(),
    state: p.enum(memberStates),
    leader: p.boolean(),
    /** When they came in, or applied. */
    since: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'groupId', 'personId'] }],
  indexes: [{ properties: ['tenantId', 'personId'] }, { properties: ['tenantId', 'groupId', 'state', 'since', 'id'] }],
});
/** A person in a group, or at its door. */
export class GroupMember extends GroupMemberSchema.class {
  admit(at: Date): void {
    if (this.state !== 'applied') throw new Conflict('group.not-applied');
    this.state = 'member';
    this.since = at;
  }

  decline(): void {
    if (this.state !== 'applied') throw new Conflict('group.not-applied');
    this.state = 'declined';
  }

  appoint(leader: boolean): void {
    if (leader && this.state !== 'member') throw new Conflict('group.leader-not-member');
    this.leader = leader;
  }
}
GroupMemberSchema.setClass(GroupMember);
