// SPDX-License-Identifier: EUPL-1.2
/** The only source of the present moment, so that tests can move it. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
