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

/** A statement as MikroORM writes it, with its values in the text; and with places for them, where that means the same. */
export class Statement {
  #recurring: Recurring | null | undefined;

  /** @param text `query` with its `parameters` in it, as `platform` writes them. */
  constructor(
    readonly text: string,
    private readonly query: string,
    private readonly parameters: readonly unknown[],
    private readonly platform: Platform,
  ) {}

  /** Null when the values cannot be taken out of the text. */
  get recurring(): Recurring | null {
    this.#recurring ??= this.#takeOut();
    return this.#recurring;
  }

  toString(): string {
    return this.text;
  }

  #takeOut(): Recurring | null {
    if (this.query.includes('??') || namesColumn.test(this.query) || this.query.length > longest) return null;
    const values: string[] = [];
    const places = this.parameters.map((one) => this.#place(one, values));
    if (places.includes(undefined)) return null;
    const text = this.platform.formatQuery(this.query, places);
    return list.test(text) ? null : { text, values };
  }

  /** What stands in the text for a value: a place of the type that the value written out would have, or the value itself. */
  #place(value: unknown, values: string[]): unknown {
    const place = (written: string, type = '') => new RawQueryFragment(`$${values.push(written)}${type}`);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return place(value);
    if (value instanceof Date) return place(this.platform.quoteValue(value).slice(1, -1));
    if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
    if (!Number.isInteger(value)) return place(String(value), '::numeric');
    if (Math.abs(value) < 2 ** 31) return place(String(value), '::int4');
    return Number.isSafeInteger(value) ? place(String(value), '::int8') : undefined;
  }
}
