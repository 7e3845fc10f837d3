// SPDX-License-Identifier: EUPL-1.2
import { Invalid } from '#kernel';
import { refuseCardNumbers, refusePersonalNumbers } from '#tenant/people';
import type { DetailsInput } from './request.dto.ts';
import type { Request } from './request.entity.ts';

const day = 86_400_000;
/** A request nobody gave a time is asked for two weeks; none lives longer than a letter between tenants does. */
const usualLife = 14 * day;
const longestLife = 35 * day;

/** What holds for a request whenever it is written or sent. @throws Invalid with the field it is about */
export function checkRequest(request: Request, now: Date, details?: DetailsInput): void {
  refusePersonalNumbers({ '/text': request.text, '/onBehalf/alias': request.alias });
  const told = {
    '/details/contactName': details?.contactName,
    '/details/place': details?.place,
    '/details/instructions': details?.instructions,
  };
  refusePersonalNumbers(told);
  if (request.serviceType === 'delivery') refuseCardNumbers({ '/text': request.text, ...told });
  if (request.from && request.to && request.from > request.to)
    throw new Invalid('request.ends-before-it-begins', { pointer: '/to' });
  if (request.expiresAt <= now) throw new Invalid('request.expiry-in-the-past', { pointer: '/expiresAt' });
  if (request.expiresAt.getTime() > now.getTime() + longestLife)
    throw new Invalid('request.expiry-too-late', { pointer: '/expiresAt' });
}

/** Until when it is asked for if nobody says. */
export const usualEnd = (now: Date, to: Date | null): Date =>
  to && to > now && to.getTime() <= now.getTime() + longestLife ? to : new Date(now.getTime() + usualLife);
