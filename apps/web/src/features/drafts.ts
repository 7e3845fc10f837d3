// SPDX-License-Identifier: EUPL-1.2
const lifeMs = 7 * 24 * 60 * 60 * 1000;
const prefix = 'handslag.draft.';

export interface Shelf {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
  key: (index: number) => string | null;
  readonly length: number;
}

/** What a person was writing, kept on their own device until sent, a week at most. */
export class Drafts {
  constructor(
    private readonly shelf: Shelf,
    private readonly owner: string,
    private readonly now: () => number = Date.now,
  ) {}

  read<T extends object>(name: string, empty: T): T {
    try {
      const kept = JSON.parse(this.shelf.getItem(this.key(name)) ?? 'null') as { at: number; value: Partial<T> } | null;
      if (!kept || this.now() - kept.at > lifeMs) return empty;
      return { ...empty, ...kept.value };
    } catch {
      return empty;
    }
  }

  write(name: string, value: object): void {
    try {
      this.shelf.setItem(this.key(name), JSON.stringify({ at: this.now(), value }));
    } catch {
      // A full or closed shelf must not stop anybody from writing.
    }
  }

  drop(name: string): void {
    try {
      this.shelf.removeItem(this.key(name));
    } catch {
      // Nothing kept, nothing to drop.
    }
  }

  /** On the way out nothing is left on a shared device. */
  static clear(shelf: Shelf): void {
    const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index));
    for (const key of keys) if (key?.startsWith(prefix)) shelf.removeItem(key);
  }

  private key(name: string): string {
    return `${prefix}${this.owner}.${name}`;
  }
}
