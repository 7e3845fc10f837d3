// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { startHouse, type House } from './house.ts';
import { Visitor } from './visitor.ts';

/** One house and one browser for all that a file tells. Whoever came in is seen out at its end. */
export class Story {
  #house: House | undefined;
  #browser: Browser | undefined;
  readonly #visitors: Visitor[] = [];

  async begin(): Promise<void> {
    [this.#house, this.#browser] = await Promise.all([startHouse(), launchBrowser()]);
  }

  async end(): Promise<void> {
    for (const visitor of this.#visitors) await visitor.close();
    await this.#browser?.close();
    await this.#house?.close();
  }

  get house(): House {
    if (!this.#house) throw new Error('The story has not begun');
    return this.#house;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error('The story has not begun');
    return this.#browser;
  }

  /** Where test persons show who they are. */
  get provider(): string {
    return `http://localhost:${this.house.portBase + 200}`;
  }

  /** Somebody on the tenant's front page; in Helsingborg unless said otherwise. */
  async visitor(origin = this.house.town('helsingborg')): Promise<Visitor> {
    const visitor = await Visitor.at(this.browser, origin, [this.provider]);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** The test person of that name, signed in. */
  async enter(name: string, door: 'private' | 'staff' = 'private', origin?: string): Promise<Visitor> {
    const visitor = await this.visitor(origin);
    await visitor.signIn(name, door);
    return visitor;
  }
}

/** To be called once, at the top of a file. */
export function beginStory(patienceMs = 240_000): Story {
  jest.setTimeout(patienceMs);
  const story = new Story();
  beforeAll(() => story.begin());
  afterAll(() => story.end());
  return story;
}
