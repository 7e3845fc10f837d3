// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';
import { Randomness } from '#kernel';
import type { Mode } from './time.ts';

/** How many of a value's first bytes are the same in both worlds in mode R, so that sorting by id sorts alike. */
const sharedBytes = 5;

/**
 * One plane's source of ids and secrets. Each step of a story draws from a stream of its own, so that what is done in
 * secret cannot use up what is drawn in public. In mode D all of a value comes from the stream; in mode R only its
 * beginning does, and the rest is truly random.
 */
export class StreamedRandomness extends Randomness {
  /** Everything drawn while secret work was done: it may not be seen anywhere. */
  readonly secret = new Set<string>();
  /** Everything drawn in public. */
  readonly open = new Set<string>();
  #stream = '';
  #isSecret = false;
  readonly #drawn = new Map<string, number>();

  /** @param about names who is drawing, so that tenants of one plane do not use up each other's values. */
  constructor(
    public mode: Mode,
    private readonly about: () => string,
  ) {
    super();
  }

  turnTo(stream: string, isSecret: boolean): void {
    this.#stream = stream;
    this.#isSecret = isSecret;
    this.#drawn.clear();
  }

  forget(): void {
    this.secret.clear();
    this.open.clear();
  }

  uuid(): string {
    const bytes = this.#draw(16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return this.#note([0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1])).join('-'));
  }

  bytes(count: number): Buffer {
    const bytes = this.#draw(count);
    if (count >= 16) this.#note(bytes.toString('base64url'));
    return bytes;
  }

  #draw(count: number): Buffer {
    const who = this.about();
    const number = this.#drawn.get(who) ?? 0;
    this.#drawn.set(who, number + 1);
    const seeded = createHash('sha512').update(`${this.#stream} ${who} ${number}`).digest();
    const long = count > seeded.length ? Buffer.concat([seeded, randomBytes(count - seeded.length)]) : seeded;
    const drawn = Buffer.from(long.subarray(0, count));
    if (this.mode === 'R') randomBytes(Math.max(0, count - sharedBytes)).copy(drawn, Math.min(sharedBytes, count));
    return drawn;
  }

  #note(value: string): string {
    (this.#isSecret ? this.secret : this.open).add(value);
    return value;
  }
}
