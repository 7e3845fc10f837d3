// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { PartnerRequest, type PartnerRequestState } from './index.ts';

const at = new Date('2026-05-04T09:00:00Z');
const request = (state: PartnerRequestState = 'new') =>
  Object.assign(
    PartnerRequest.received(
      { partnerId: 'p', conversation: 'c' },
      { serviceType: 'social', text: 'A walk', expiresAt: '2026-05-06T09:00:00Z' },
      at,
    ),
    { state },
  );

test('what the partner did not show is not there', () => {
  expect(request()).toMatchObject({
    text: 'A walk',
    area: null,
    from: null,
    to: null,
    headCount: null,
    state: 'new',
    requestId: null,
  });
});

test.each(['taken', 'withdrawn', 'expired', 'completed', 'failed'] as const)(
  'once it is %s, its text is forgotten',
  (state) => {
    const over = request('inProgress');
    expect(over.become(state)).toBe(true);
    expect(over).toMatchObject({ state, text: null });
  },
);

test('a message that comes late changes nothing', () => {
  const taken = request('taken');
  expect(taken.become('accepted')).toBe(false);
  expect(taken.state).toBe('taken');
});

test('what was routed can be pulled back until somebody has said yes', () => {
  const routed = request();
  expect(routed.route(['g'], 'r')).toBe(true);
  expect(routed.pullBack()).toBe(true);
  expect(routed).toMatchObject({ state: 'new', routedGroupIds: [], requestId: null });
  expect(request('accepted').pullBack()).toBe(false);
});
