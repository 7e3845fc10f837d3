// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';

/** What a feature keeps about clients, and how it becomes the person's own. */
export interface ClientHistory {
  /** From now on it is this person's; with null it is the organisation's alone again. In the same transaction. */
  hand(clientId: string, personId: string | null): Promise<void>;
  /** Whether the person has changed or written anything in it since then. */
  usedBy(clientId: string, personId: string, since: Date): Promise<boolean>;
  /** How many things there are, for whoever is about to take over. */
  count(clientId: string): Promise<number>;
}

/** Features tell here what they keep about clients. */
@Injectable()
export class Takeovers {
  readonly #histories: ClientHistory[] = [];

  register(history: ClientHistory): void {
    this.#histories.push(history);
  }

  async hand(clientId: string, personId: string | null): Promise<void> {
    for (const history of this.#histories) await history.hand(clientId, personId);
  }

  async usedBy(clientId: string, personId: string, since: Date): Promise<boolean> {
    for (const history of this.#histories) if (await history.usedBy(clientId, personId, since)) return true;
    return false;
  }

  async count(clientId: string): Promise<number> {
    let sum = 0;
    for (const history of this.#histories) sum += await history.count(clientId);
    return sum;
  }
}
