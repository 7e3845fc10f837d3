// SPDX-License-Identifier: EUPL-1.2
import { RawQueryFragment, type Platform } from '@mikro-orm/core';

/** A statement whose text is the same each time it is asked, and what it is asked with. */
export interface Recurring {
  readonly text: string;
  readonly values: readonly string[];
}

/** Lists of any length, which would make a text for each length. */
const list = /\bin \(\$\d+\D*, \$|\), \(\$/i;
/** A number there names a column; a parameter would name none. */
const namesColumn = /\b(?:order|group) by \?/i;
const longest = 10_000;
/** Texts with places that are remembered, by what they are made of. */
const mostRemembered = 1_000;
const remembered = new Map<string, string | null>();

/** A statement as MikroORM writes it, with its values in the text; and with places for them, where that means the same. */
export class Statement {
  #text: string | undefined;
  #recurring: Recurring | null | undefined;

  constructor(
    private readonly query: string,
    private readonly parameters: readonly unknown[],
    private readonly platform: Platform,
  ) {}

  /** With the values in it; most are asked without, so that it is written when it is wanted. */
  get text(): string {
    return (this.#text ??= this.platform.formatQuery(this.query, this.parameters));
  }

  /** Null when the values cannot be taken out of the text. */
  get recurring(): Recurring | null {
    this.#recurring ??= this.#takeOut();
    return this.#recurring;
  }

  toString(): string {
    return this.text;
  }

  #takeOut(): Recurring | null {
    if (this.query.length > longest) return null;
    const values: string[] = [];
    const places: string[] = [];
    for (const one of this.parameters) {
      const place = this.#place(one, values);
      if (place === null) return null;
      places.push(place);
    }
    const made = `${places.join()} ${this.query}`;
    let text = remembered.get(made);
    if (text === undefined) {
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(made, (text = this.#withPlaces(places)));
    }
    return text === null ? null : { text, values };
  }

  #withPlaces(places: readonly string[]): string | null {
    if (this.query.includes('??') || namesColumn.test(this.query)) return null;
    let values = 0;
    const written = places.map((place) => place.replace('$', () => `$${(values += 1)}`));
    const text = this.platform.formatQuery(
      this.query,
      written.map((place) => new RawQueryFragment(place)),
    );
    return list.test(text) ? null : text;
  }

  /** What stands in the text for a value: a place of the type that the value written out would have, or the value itself. */
  #place(value: unknown, values: string[]): string | null {
    const place = (written: string, type = '') => {
      values.push(written);
      return `$${type}`;
    };
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'string') return place(value);
    if (value instanceof Date) return place(this.platform.quoteValue(value).slice(1, -1));
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    if (!Number.isInteger(value)) return place(String(value), '::numeric');
    if (Math.abs(value) < 2 ** 31) return place(String(value), '::int4');
    return Number.isSafeInteger(value) ? place(String(value), '::int8') : null;
  }
}
