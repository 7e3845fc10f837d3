// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line } from '#contracts';
import { canOf, roles, type AppAbility } from '#platform/authz';
import { page, PageQuery } from '#platform/http';
import { personVerbs } from './person.policy.ts';
import type { Standing } from './standing.ts';

export const RoleView = z.strictObject({ role: z.enum(roles), unitId: z.uuid().nullable() }).meta({ id: 'RoleInUnit' });

export const PersonView = z
  .strictObject({
    id: z.uuid(),
    displayName: z.string(),
    roles: z.array(RoleView),
    joinedAt: z.iso.datetime(),
    can: z.strictObject({ changeRoles: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;
export const PersonPage = page(PersonView, 'PersonPage');

export const PersonQuery = z.strictObject({
  ...PageQuery.shape,
  role: z.enum(roles).optional(),
  q: Line(80).optional(),
});
export type PersonQuery = z.infer<typeof PersonQuery>;

export const ChangeRoles = z
  .strictObject({
    roles: z.array(z.strictObject({ role: z.enum(roles), unitId: z.uuid().nullable().default(null) })).max(20),
  })
  .meta({ id: 'ChangeRoles' });
export type ChangeRoles = z.infer<typeof ChangeRoles>;

export const viewPerson = ({ person, roles }: Standing, ability: AppAbility): PersonView => ({
  id: person.id,
  displayName: person.displayName,
  roles: [...roles],
  joinedAt: person.joinedAt.toISOString(),
  can: canOf(ability, person, personVerbs),
});
