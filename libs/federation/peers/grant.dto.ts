// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { grantScope, type GrantScope } from '#contracts';

export const Direction = z.enum(['they-ask-us', 'we-ask-them']);
type Direction = z.infer<typeof Direction>;

export const GrantView = z.strictObject({ direction: Direction, ...grantScope }).meta({ id: 'Grant' });
export const NarrowedGrant = z
  .strictObject({ direction: Direction.optional(), ...grantScope })
  .meta({ id: 'NarrowedGrant' });

export const directionOf = (weAre: 'asker' | 'helper'): Direction =>
  weAre === 'asker' ? 'we-ask-them' : 'they-ask-us';
export const sideOf = (direction: Direction): 'asker' | 'helper' => (direction === 'we-ask-them' ? 'asker' : 'helper');
/** The same terms without the direction, which nobody can change. */
export const scopeOf = ({ direction: _, ...scope }: GrantScope & { direction?: Direction }): GrantScope => scope;
