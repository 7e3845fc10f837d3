// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { partnerOfferSteps, type PartnerOfferState } from './partner-offer.states.ts';
import { PartnerOffer } from './partner-offer.entity.ts';

const at = new Date('2026-05-04T09:00:00Z');
const offer = (state: PartnerOfferState = 'offered') =>
  Object.assign(PartnerOffer.made({ requestId: 'r', partnerId: 'p', conversation: 'c' }, at), { state });

test('an accepted offer knows a function address, a head count and a time, and nothing else of who helps', () => {
  const accepted = offer();
  expect(accepted.accept({ functionAddress: 'besok@rodakorset.localhost', headCount: 2 }, at)).toBe(true);
  expect(accepted).toMatchObject({
    state: 'accepted',
    functionAddress: 'besok@rodakorset.localhost',
    headCount: 2,
    acceptedAt: at,
  });
});

test.each(['taken', 'withdrawn', 'expired', 'declined'] as const)(
  'an acceptance that crosses our own word (%s) changes nothing',
  (state) => {
    const late = offer(state);
    expect(late.accept({ functionAddress: 'besok@rodakorset.localhost', headCount: 2 }, at)).toBe(false);
    expect(late).toMatchObject({ state, functionAddress: null, headCount: null });
  },
);

test('a decline keeps a code only, and comes too late after an acceptance', () => {
  const declined = offer();
  expect(declined.decline('no-capacity', at)).toBe(true);
  expect(declined.declineCode).toBe('no-capacity');
  expect(offer('accepted').decline('no-capacity', at)).toBe(false);
});

test('what is over leads nowhere', () => {
  const ended = (Object.keys(partnerOfferSteps) as PartnerOfferState[]).filter(
    (state) => partnerOfferSteps[state].length === 0,
  );
  expect(ended).toEqual(['declined', 'withdrawn', 'taken', 'expired', 'failed', 'notDelivered']);
});
