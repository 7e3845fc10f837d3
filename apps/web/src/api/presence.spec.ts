// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { Presence } from './presence.ts';

test('counts from the last touch of the page, and never below nothing', () => {
  let now = 1_000_000;
  const presence = new Presence(() => now);
  const page = new EventTarget();
  presence.watch(page);
  expect(presence.idleSeconds).toBe(0);
  now += 61_500;
  expect(presence.idleSeconds).toBe(61);
  page.dispatchEvent(new Event('message'));
  expect(presence.idleSeconds).toBe(61);
  for (const kind of ['pointerdown', 'keydown', 'wheel']) {
    now += 5000;
    page.dispatchEvent(new Event(kind));
    expect(presence.idleSeconds).toBe(0);
  }
  now -= 3_600_000;
  expect(presence.idleSeconds).toBe(0);
});
