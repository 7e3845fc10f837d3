// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// The people whose pages are looked at: each comes in once, by the door they use, and stays.
import type { Browser } from 'playwright-core';
import type { House } from '../house.ts';
import { Visitor } from '../visitor.ts';

const people = {
  samira: { name: 'Samira Haddad', at: 'helsingborg', plane: 'town', door: 'private' },
  jonas: { name: 'Jonas Ekström', at: 'helsingborg', plane: 'town', door: 'private' },
  astrid: { name: 'Astrid Lindqvist', at: 'helsingborg', plane: 'town', door: 'private' },
  ola: { name: 'Ola Nordby', at: 'helsingborg', plane: 'town', door: 'private' },
  maria: { name: 'Maria Nyström', at: 'helsingborg', plane: 'town', door: 'staff' },
  david: { name: 'David Åkesson', at: 'helsingborg', plane: 'town', door: 'staff' },
  ingrid: { name: 'Ingrid Månsson', at: 'helsingborg', plane: 'town', door: 'staff' },
  gunnar: { name: 'Gunnar Olsson', at: 'grannar', plane: 'club', door: 'private' },
} as const;

/** Or somebody who has not signed in. */
export type Who = keyof typeof people | 'stranger';

export class Cast {
  readonly #here = new Map<Who, Promise<Visitor>>();

  constructor(
    private readonly browser: Browser,
    private readonly house: House,
  ) {}

  who(who: Who): Promise<Visitor> {
    const known = this.#here.get(who) ?? this.#arrive(who);
    this.#here.set(who, known);
    return known;
  }

  async #arrive(who: Who): Promise<Visitor> {
    if (who === 'stranger') return Visitor.at(this.browser, this.house.town('helsingborg'));
    const { name, at, plane, door } = people[who];
    const visitor = await Visitor.at(this.browser, this.house[plane](at), [
      `http://localhost:${this.house.portBase + 200}`,
    ]);
    await visitor.signIn(name, door);
    return visitor;
  }

  async leave(): Promise<void> {
    for (const one of this.#here.values()) await (await one).close();
  }
}

/** What the programming interface answers this person. @throws when it says no */
export async function ask<T>(visitor: Visitor, path: string, method = 'GET', body?: object): Promise<T> {
  // What an earlier state of a page had lost on the way comes again.
  await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
  const answer = await visitor.page.evaluate(
    async ([where, how, what]) => {
      const key = { 'idempotency-key': crypto.randomUUID() };
      const told = what ? { headers: { ...key, 'content-type': 'application/json' }, body: what } : { headers: key };
      const got = await fetch(`/api/v1${where}`, { method: how, ...told });
      return { ok: got.ok, text: await got.text() };
    },
    [path, method, body ? JSON.stringify(body) : ''] as const,
  );
  if (!answer.ok) throw new Error(`${path} answered ${answer.text}`);
  return JSON.parse(answer.text || '{}') as T;
}

/** The first of a list that is meant. @throws when there is none, as then nothing would be looked at */
export async function oneOf<T>(visitor: Visitor, path: string, meant: (one: T) => boolean = () => true): Promise<T> {
  const found = (await ask<{ items: T[] }>(visitor, path)).items.find(meant);
  if (!found) throw new Error(`Nothing to look at: ${path}`);
  return found;
}
