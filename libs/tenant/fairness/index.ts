// SPDX-License-Identifier: EUPL-1.2
// Rules only, without a database: the product and bench/fairness decide by the same functions.
export { nearbyHeadStartMs, placeInFeed } from './feed-order.ts';
export { answerBy, freeFrom, unansweredAfterMs, unansweredFrom, type Need } from './need.ts';
export { overInvitation, whysOfInvitation, type Pool } from './over-invitation.ts';
export { hasItsShare, shareDays } from './reserve.ts';
export { nextStep, nextWave, paceOf, patience, type Candidate } from './waves.ts';
