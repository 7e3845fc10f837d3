// SPDX-License-Identifier: EUPL-1.2
// Words that stand nowhere but inside an association, in every text that is its own and not its public profile.
import { randomBytes } from 'node:crypto';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import type { House } from '../browser/house.ts';
import { acceptTerms, expectDone, inFeedOf, type Walkers } from './road.ts';

interface Made {
  readonly id: string;
  readonly version: number;
}
interface Me {
  readonly person: { readonly id: string };
}

/** How every word of an association's begins here: where this is not, none of them is. */
export const beginning = 'kanarie-';
/** How those begin that are sealed even in the association's own database. */
export const sealedBeginning = `${beginning}dold-`;
/** A word that nobody else has. */
export const newWord = (start: string): string =>
  start + Array.from(randomBytes(16), (byte) => String.fromCharCode(97 + (byte % 26))).join('');

/** What an association has of its own, and the words and ids that would give it away. */
export class Planting {
  readonly words: string[] = [];
  /** Ids of what is inside: they, too, never cross. */
  readonly ids: string[] = [];
  readonly groups: Record<string, string> = {};

  readonly #who: Walkers;
  readonly #house: House;

  constructor(walkers: Walkers, house: House) {
    this.#who = walkers;
    this.#house = house;
  }

  async plant(): Promise<void> {
    const { anna, omar, lisa, elin } = this.#who;
    for (const access of ['open', 'approval', 'qualified', 'hidden']) await this.#group(access);
    for (const visitor of [anna, omar, lisa, elin]) await this.#rename(visitor);
    for (const visitor of [omar, lisa, elin]) await this.#admit(visitor);
    await this.#invite();
    await this.#life();
  }

  word(start = beginning): string {
    const word = newWord(start);
    this.words.push(word);
    return word;
  }

  async #group(access: string): Promise<void> {
    const { anna } = this.#who;
    const texts = () => ({ name: `Gruppen ${this.word()}`, about: `Om ${this.word()}`, welcome: `Hej ${this.word()}` });
    const group = await anna.post<Made>('/groups', { ...texts(), kind: 'both', access });
    this.groups[access] = group.id;
    this.ids.push(group.id);
    // The open one gets new texts: what it was called before is nobody's business either.
    if (access !== 'open') return;
    const path = `/api/v1/groups/${group.id}`;
    await expectDone(anna.send('PATCH', path, texts(), { 'if-match': `"v${group.version}"` }));
  }

  async #rename(visitor: Visitor): Promise<void> {
    await expectDone(visitor.send('PATCH', '/api/v1/me', { displayName: `Medlem ${this.word()}` }));
    this.ids.push((await visitor.get<Me>('/me')).person.id);
  }

  async #admit(visitor: Visitor): Promise<void> {
    const { anna } = this.#who;
    const { person } = await visitor.get<Me>('/me');
    await visitor.post(`/groups/${this.groups['open']}/membership`);
    for (const access of ['approval', 'qualified']) {
      const group = `/groups/${this.groups[access]}`;
      await visitor.post(`${group}/membership`);
      await expectDone(anna.send('PATCH', `/api/v1${group}/members/${person.id}`, { state: 'member' }));
    }
    const { id, link } = await anna.post<{ id: string; link: string }>('/invitations', {
      role: 'member',
      groupId: this.groups['hidden'],
      leader: visitor === this.#who.omar,
    });
    this.ids.push(id);
    await visitor.post(`/invitations/by-token/${this.#tokenOf(link)}/acceptance`);
  }

  /** Somebody new comes in by a link; the city knows nothing of it. */
  async #invite(): Promise<void> {
    const { link } = await this.#who.anna.post<{ link: string }>('/invitations', { role: 'member', days: 3 });
    const nils = new Visitor(this.#house.club('rodakorset'));
    await nils.signIn('nils', 'member', this.#tokenOf(link));
    await acceptTerms(nils);
    await this.#rename(nils);
    await nils.post('/sign-out');
  }

  #tokenOf(link: string): string {
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    this.ids.push(token);
    return token;
  }

  /** Members ask and help each other, and nobody else. */
  async #life(): Promise<void> {
    const { omar, lisa, elin } = this.#who;
    await this.#ask(omar, 'open', { send: false });
    await this.#ask(lisa, 'open', { ask: false });
    await this.#ask(omar, 'approval');
    await this.#ask(elin, 'qualified');
    for (const group of ['open', 'approval'])
      await this.#ask(omar, group, {
        onBehalf: { alias: this.word(), consent: { kind: 'spoken', words: this.word() } },
      });
    await this.#ask(lisa, 'hidden', { serviceType: 'delivery' });
    const lines = [{ what: `Bok ${this.word(sealedBeginning)}`, count: 1 }];
    await lisa.put(`/requests/${this.ids.at(-1)}/delivery`, { lines, contactless: true, capOre: 12_345 });
    const text = await this.#ask(elin, 'hidden', {
      details: {
        contactName: this.word(sealedBeginning),
        phone: '031-390 06 99',
        place: `Vägen ${this.word(sealedBeginning)}`,
        instructions: `Ring ${this.word(sealedBeginning)}`,
      },
    });
    const { id } = await inFeedOf(lisa, text);
    for (const helper of [lisa, omar]) await helper.post(`/requests/${id}/offers`, { note: `Gärna ${this.word()}` });
    const { items } = await elin.get<{ items: { id: string }[] }>(`/requests/${id}/offers`);
    const agreement = await elin.post<{ id: string }>(`/requests/${id}/offers/${items[0]?.id}/acceptance`);
    this.ids.push(id, agreement.id);
    const path = `/agreements/${agreement.id}`;
    for (let line = 0; line < 2; line += 1)
      await elin.post(`${path}/notes`, { text: `Rad ${this.word(sealedBeginning)}` });
    await elin.post(`${path}/completion`);
  }

  async #ask(by: Visitor, access: string, more: object = {}): Promise<string> {
    const text = `Hjälp ${this.word()}`;
    const made = await by.post<Made>('/requests', {
      serviceType: 'social',
      text,
      groupIds: [this.groups[access]],
      send: true,
      ...more,
    });
    this.ids.push(made.id);
    return text;
  }
}
