// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line, ServiceType, Text } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { memberStates } from './group-member.entity.ts';
import { groupAccesses, groupKinds, ruleHolders } from './group.entity.ts';

const GroupRuleView = z
  .strictObject({ serviceType: ServiceType, ask: z.enum(ruleHolders), help: z.enum(ruleHolders) })
  .meta({ id: 'GroupRule' });

export const GroupView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(groupKinds),
    access: z.enum(groupAccesses),
    area: z.string().nullable(),
    about: z.string(),
    welcome: z.string(),
    rules: z.array(GroupRuleView),
    share: z.int().nullable(),
    unverifiedCallers: z.boolean(),
    leaders: z.array(z.strictObject({ id: z.uuid(), displayName: z.string() })),
    memberCount: z.int().nullable(),
    membership: z.strictObject({ state: z.enum(['none', 'applied', 'member']), leader: z.boolean() }),
    archivedAt: z.iso.datetime().nullable(),
    version: z.int(),
    can: z.strictObject({
      update: z.boolean(),
      archive: z.boolean(),
      restore: z.boolean(),
      join: z.boolean(),
      leave: z.boolean(),
      invite: z.boolean(),
      approve: z.boolean(),
      postTo: z.boolean(),
      plan: z.boolean(),
    }),
  })
  .meta({ id: 'Group' });
export type GroupView = z.infer<typeof GroupView>;
export const GroupPage = page(GroupView, 'GroupPage');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const GroupQuery = z.strictObject({
  ...PageQuery.shape,
  kind: z.enum(groupKinds).optional(),
  area: Area.optional(),
  mine: flag.optional(),
  archived: flag.optional(),
});
export type GroupQuery = z.infer<typeof GroupQuery>;

const fields = {
  name: Line(80),
  kind: z.enum(groupKinds),
  access: z.enum(groupAccesses),
  area: Area.nullable(),
  about: z.union([Text(1000), z.literal('')]),
  welcome: z.union([Text(1000), z.literal('')]),
  rules: z
    .array(GroupRuleView)
    .refine((rules) => new Set(rules.map(({ serviceType }) => serviceType)).size === rules.length, { error: 'twice' }),
  unverifiedCallers: z.boolean(),
};
export const CreateGroup = z
  .strictObject({
    ...fields,
    area: fields.area.default(null),
    about: fields.about.default(''),
    welcome: fields.welcome.default(''),
    rules: fields.rules.optional(),
    unverifiedCallers: fields.unverifiedCallers.default(false),
  })
  .meta({ id: 'CreateGroup' });
export type CreateGroup = z.infer<typeof CreateGroup>;
export const UpdateGroup = z
  .strictObject({ ...fields, share: z.int().min(5).max(95).nullable() })
  .partial()
  .meta({ id: 'UpdateGroup' });
export type UpdateGroup = z.infer<typeof UpdateGroup>;

export const GroupMemberView = z
  .strictObject({
    personId: z.uuid(),
    displayName: z.string(),
    state: z.enum(memberStates),
    leader: z.boolean(),
    since: z.iso.datetime(),
    can: z.strictObject({ approve: z.boolean(), appoint: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'GroupMember' });
export type GroupMemberView = z.infer<typeof GroupMemberView>;
export const GroupMemberPage = page(GroupMemberView, 'GroupMemberPage');

export const GroupMemberQuery = z.strictObject({ ...PageQuery.shape, state: z.enum(['applied', 'member']).optional() });
export type GroupMemberQuery = z.infer<typeof GroupMemberQuery>;

export const ChangeMember = z
  .strictObject({ state: z.enum(['member', 'declined']), leader: z.boolean() })
  .partial()
  .meta({ id: 'ChangeGroupMember' });
export type ChangeMember = z.infer<typeof ChangeMember>;
