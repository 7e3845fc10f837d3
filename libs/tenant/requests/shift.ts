// SPDX-License-Identifier: EUPL-1.2
import type { Request } from './request.entity.ts';

/** People are invited to it from a pool, more of them than there are places. */
export const isShift = ({ invites }: Pick<Request, 'invites'>): boolean => typeof invites === 'number';

/** Full; but whoever says yes to a shift now stands in for the next one who steps back. */
export const takesStandIns = (request: Pick<Request, 'invites' | 'state' | 'matching'>): boolean =>
  isShift(request) && request.state === 'agreed' && request.matching === 'first-come';
