// SPDX-License-Identifier: EUPL-1.2
import { Clock } from '#kernel';

/** Both planes' clock: it stands still, so that nothing changes but by what is sent. */
export class StandingClock extends Clock {
  now(): Date {
    return new Date('2026-05-04T09:00:00.000Z');
  }
}
