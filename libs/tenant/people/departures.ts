// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';

type Departure = (personId: string) => Promise<void>;

/** Features tell here what must happen to theirs when a person leaves; it happens in the same transaction. */
@Injectable()
export class Departures {
  readonly #listeners: Departure[] = [];

  onDeparture(listener: Departure): void {
    this.#listeners.push(listener);
  }

  async depart(personId: string): Promise<void> {
    for (const listener of this.#listeners) await listener(personId);
  }
}
