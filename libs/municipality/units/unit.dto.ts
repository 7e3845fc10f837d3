// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { FunctionAddress, Line } from '#contracts';
import { canOf, type AppAbility } from '#platform/authz';
import { page } from '#platform/http';
import type { Unit } from './unit.entity.ts';
import { unitVerbs } from './unit.policy.ts';

export const CreateUnit = z
  .strictObject({ name: Line(80), functionAddress: FunctionAddress })
  .meta({ id: 'CreateUnit' });
export type CreateUnit = z.infer<typeof CreateUnit>;

export const UpdateUnit = CreateUnit.partial().meta({ id: 'UpdateUnit' });
export type UpdateUnit = z.infer<typeof UpdateUnit>;

export const UnitView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    functionAddress: z.string(),
    version: z.int(),
    can: z.strictObject({ update: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Unit' });
export type UnitView = z.infer<typeof UnitView>;

export const UnitPage = page(UnitView, 'UnitPage');

export const viewUnit = (unit: Unit, ability: AppAbility): UnitView => ({
  id: unit.id,
  name: unit.name,
  functionAddress: unit.functionAddress,
  version: unit.version,
  can: canOf(ability, unit, unitVerbs),
});
