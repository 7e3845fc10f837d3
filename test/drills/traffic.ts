// SPDX-License-Identifier: EUPL-1.2
// People who go on working while things break: what was not acknowledged they say again, with the same key.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Visitor } from '../../infra/local/seed/visitor.ts';
import { newWord } from '../canaries/planting.ts';
import type { Walkers } from '../canaries/road.ts';

const day = 86_400_000;

export interface Failure {
  readonly at: number;
  readonly status: number;
}

export class Traffic {
  /** Texts of the requests that the municipality has said yes to. */
  readonly acknowledged: string[] = [];
  /** Answers from 500 on, and connections that broke (0). */
  readonly failures: Failure[] = [];
  readonly ms: number[] = [];
  readonly #who: Walkers;
  readonly #partnerId: string;

  constructor(who: Walkers, partnerId: string) {
    this.#who = who;
    this.#partnerId = partnerId;
  }

  /** One request to the partner, said until it is acknowledged. @returns its text. */
  async ask(word: string): Promise<string> {
    const text = `Övning ${word} ${newWord('')}`;
    const soon = Date.now() + 20 * day;
    await this.say(this.#who.maria, '/requests', {
      serviceType: 'accompany',
      text,
      area: 'Söder',
      from: new Date(soon).toISOString(),
      to: new Date(soon + day / 12).toISOString(),
      groupIds: [],
      partnerIds: [this.#partnerId],
      onBehalf: { alias: 'Märta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
      send: true,
    });
    this.acknowledged.push(text);
    return text;
  }

  /** Several at a time, until there are so many, and as long as more are wanted, then with a breath between them. */
  async askMany(word: string, count: number, lanes = 4, more: () => boolean = () => false): Promise<string[]> {
    const texts: string[] = [];
    let left = count;
    const lane = async () => {
      while (left > 0 || more()) {
        left -= 1;
        texts.push(await this.ask(word));
        if (left <= 0) await pause(250);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return texts;
  }

  /** The association declines what has come, so that letters go the other way as well. */
  async declineAll(word: string): Promise<number> {
    const { omar } = this.#who;
    const { items } = await this.#until(() =>
      omar.get<{ items: { id: string; text: string | null; state: string }[] }>('/partner-requests?limit=100'),
    );
    const open = items.filter(({ text, state }) => state === 'new' && text?.startsWith(`Övning ${word} `));
    for (const { id } of open) await this.say(omar, `/partner-requests/${id}/decline`, { code: 'no-capacity' });
    return open.length;
  }

  /** With one key until it is acknowledged. @throws when it is refused. */
  async say(person: Visitor, path: string, body: object): Promise<void> {
    const key = randomUUID();
    for (const late = Date.now() + 120_000; Date.now() < late; await pause(100)) {
      const since = performance.now();
      try {
        const { status, body: said } = await person.send('POST', `/api/v1${path}`, body, { 'idempotency-key': key });
        if (status < 400) {
          this.ms.push(performance.now() - since);
          return;
        }
        if (status >= 500) this.failures.push({ at: Date.now(), status });
        else if (status !== 429) throw new Refused(`${path} answered ${status}: ${said}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
        this.failures.push({ at: Date.now(), status: 0 });
      }
    }
    throw new Error(`${path} was not acknowledged in two minutes`);
  }

  async #until<T>(look: () => Promise<T>): Promise<T> {
    for (const late = Date.now() + 60_000; ; await pause(200)) {
      try {
        return await look();
      } catch (error) {
        if (Date.now() > late) throw error;
      }
    }
  }
}

class Refused extends Error {}
