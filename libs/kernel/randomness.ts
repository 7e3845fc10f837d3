// SPDX-License-Identifier: EUPL-1.2
import { randomBytes, randomUUID } from 'node:crypto';

/** The only source of ids and secrets, so that two worlds can run in lockstep under test. */
export abstract class Randomness {
  /** A random (version 4) UUID: it reveals neither order nor time. */
  abstract uuid(): string;
  abstract bytes(count: number): Buffer;
}

export class SystemRandomness extends Randomness {
  uuid(): string {
    return randomUUID();
  }

  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}
