// SPDX-License-Identifier: EUPL-1.2
import { answerBy, type Need } from './need.ts';

/** What is asked for where the helper lives stands as if it had waited this much longer. */
export const nearbyHeadStartMs = 6 * 3_600_000;

/** Where a request stands in one helper's feed; the earlier, the higher up. Equal ones by `id`, which is drawn by lot. */
export function placeInFeed(need: Need & { readonly area: string | null }, home: string | null): Date {
  const near = home !== null && need.area === home;
  return new Date(answerBy(need).getTime() - (near ? nearbyHeadStartMs : 0));
}
