// SPDX-License-Identifier: EUPL-1.2
import type { Agreement } from '../api/types.ts';

/** Who the other side is, by what one may know. */
export function otherSide({ side, askerName, helpers, partner, request }: Agreement): string {
  if (side === 'helper') return askerName;
  if (!partner) return helpers.map(({ displayName }) => displayName).join(', ');
  const known = request.partners.find(({ functionAddress }) => functionAddress === partner.functionAddress);
  return known?.partnerName ?? partner.functionAddress;
}
