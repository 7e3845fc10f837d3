// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Block } from './block.entity.ts';
import { Membership } from './membership.entity.ts';
import { Person } from './person.entity.ts';
import { PersonModule } from './person.module.ts';
import { personPolicy } from './person.policy.ts';

export { Block, blockWays } from './block.entity.ts';
export { refuseCardNumbers } from './card-numbers.ts';
export { Departures } from './departures.ts';
export { passesLuhn } from './luhn.ts';
export { Membership } from './membership.entity.ts';
export { RoleView } from './person.dto.ts';
export { locales, Person } from './person.entity.ts';
export { refusePersonalNumbers } from './personal-numbers.ts';
export { PersonService } from './person.service.ts';
export { rolesHere } from './roles-here.ts';
export const people: Feature = {
  module: PersonModule,
  entities: [Person, Membership, Block],
  policies: [personPolicy],
  can: { 'people.read': ['read', Person] },
};
