// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { agreementSentence } from './agreement-state.ts';
import { isUnanswered, standingOf } from './status.ts';

describe("a request's state as a person would say it", () => {
  test.each([
    ['draft', 0, null, 'draft'],
    ['open', 0, 0, 'sent'],
    ['open', null, 0, 'sent'],
    ['open', 2, 1, 'someone'],
    ['agreed', 0, 2, 'agreed'],
    ['inProgress', 0, 2, 'inProgress'],
    ['completed', 0, 3, 'completed'],
    ['confirmed', 0, 4, 'confirmed'],
    ['withdrawn', 0, null, 'withdrawn'],
    ['expired', 0, null, 'expired'],
  ] as const)('%s with %s offers stands at %s and says "%s"', (state, offers, step, sentence) => {
    expect(standingOf({ state, offers })).toMatchObject({ step, sentence });
  });
});

describe('a colleague sees first what nobody has answered', () => {
  const partner = (state: string) => ({
    id: '1',
    partnerName: 'Röda Korset',
    state,
    functionAddress: null,
    headCount: null,
    at: '2026-05-04T09:00:00Z',
    declineCode: null,
  });

  test.each([
    ['open, no offers, no partners', { state: 'open', offers: 0, partners: [] }, true],
    ['declined by every partner', { state: 'open', offers: 0, partners: [partner('declined')] }, true],
    ['waiting at a partner', { state: 'open', offers: 0, partners: [partner('delivered')] }, true],
    ['accepted by a partner', { state: 'open', offers: 0, partners: [partner('accepted')] }, false],
    ['offered by a neighbour', { state: 'open', offers: 1, partners: [] }, false],
    ['expired', { state: 'expired', offers: 0, partners: [] }, false],
  ] as const)('%s', (_, request, unanswered) => {
    expect(isUnanswered({ ...request, partners: [...request.partners] })).toBe(unanswered);
  });
});

describe('an agreement says whose turn it is', () => {
  test.each([
    ['agreed', 'asker', null, 'agreement.now.agreed'],
    ['completed', 'asker', 'asker', 'agreement.now.waitForThem'],
    ['completed', 'asker', 'helper', 'agreement.now.yourTurn'],
    ['completed', 'helper', 'asker', 'agreement.now.yourTurn'],
    ['confirmed', 'helper', 'asker', 'agreement.now.confirmed'],
  ] as const)('%s, seen by the %s, done by the %s', (state, side, completedBySide, sentence) => {
    expect(agreementSentence({ state, side, completedBySide })).toBe(sentence);
  });
});
