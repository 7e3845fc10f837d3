// SPDX-License-Identifier: EUPL-1.2
import { Invalid } from '#kernel';
import type { AppAbility } from '#platform/authz';
import type { PartnerAudience } from './partner-audience.ts';
import { Request } from './request.entity.ts';

/** Partners are asked by whoever may ask for others, where there are any. */
export function partnersFor(partners: PartnerAudience | undefined, ability: AppAbility): PartnerAudience {
  if (partners && ability.can('postOnBehalf', Request)) return partners;
  throw new Invalid('request.no-partners-here', { pointer: '/partnerIds' });
}
