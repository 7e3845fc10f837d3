// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { Drafts, type Shelf } from './drafts.ts';

class Pocket implements Shelf {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key = (index: number): string | null => [...this.kept.keys()][index] ?? null;
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.kept.set(key, value);
  removeItem = (key: string): void => void this.kept.delete(key);
}

const empty = { text: '', kind: 'any' };
const day = 86_400_000;

describe('what a person was writing', () => {
  test('is there again after a reload', () => {
    const shelf = new Pocket();
    new Drafts(shelf, 'astrid').write('ask', { text: 'Hej' });
    expect(new Drafts(shelf, 'astrid').read('ask', empty)).toEqual({ text: 'Hej', kind: 'any' });
  });

  test('is not shown to the next person at the same device', () => {
    const shelf = new Pocket();
    new Drafts(shelf, 'astrid').write('ask', { text: 'Hej' });
    expect(new Drafts(shelf, 'omar').read('ask', empty)).toEqual(empty);
  });

  test('is forgotten after a week', () => {
    const shelf = new Pocket();
    let now = 0;
    const drafts = new Drafts(shelf, 'astrid', () => now);
    drafts.write('ask', { text: 'Hej' });
    now = 6 * day;
    expect(drafts.read('ask', empty).text).toBe('Hej');
    now = 8 * day;
    expect(drafts.read('ask', empty)).toEqual(empty);
  });

  test('leaves nothing behind when signing out, and touches nothing else', () => {
    const shelf = new Pocket();
    shelf.setItem('handslag.language', 'en');
    for (const name of ['ask', 'post', 'note-1']) new Drafts(shelf, 'astrid').write(name, { text: 'x' });
    Drafts.clear(shelf);
    expect([...shelf.kept.keys()]).toEqual(['handslag.language']);
  });

  test('a broken or full shelf never stops anybody from writing', () => {
    const shelf = new Pocket();
    shelf.setItem('handslag.draft.astrid.ask', '{');
    expect(new Drafts(shelf, 'astrid').read('ask', empty)).toEqual(empty);
    const full = new Pocket();
    full.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    expect(() => new Drafts(full, 'astrid').write('ask', { text: 'x' })).not.toThrow();
  });
});
