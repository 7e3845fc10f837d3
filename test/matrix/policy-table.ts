// SPDX-License-Identifier: EUPL-1.2
// docs/policy-table.md as the lawyer reads it, made into expectations.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { insiders, type Insider } from './house.ts';
import { outsiders, type Outcome, type Who } from './matrix.ts';

type Told = Extract<Outcome, 'may' | 'no' | 'not now' | 'not found'>;
/** The columns after the operation and what it is about, in their order. */
const columns: readonly Told[] = ['may', 'no', 'not now', 'not found'];

export interface Row {
  readonly operation: string;
  readonly things: readonly string[];
  readonly beforeTerms: boolean;
  readonly cells: Readonly<Record<Told, string>>;
}

export class PolicyTable {
  readonly rows: readonly Row[];

  constructor(markdown: string) {
    let operation = '';
    let beforeTerms = false;
    this.rows = markdown.split('\n').flatMap((line): Row[] => {
      const [first, things, ...told] = line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim());
      if (first === undefined || things === undefined || first === 'Operation' || first.startsWith('---')) return [];
      if (told.length !== columns.length) throw new Error(`A row has another number of columns: ${line}`);
      if (first) {
        operation = /^`(\w+)`/.exec(first)?.[1] ?? '';
        beforeTerms = first.endsWith('before the terms');
      }
      const cells = Object.fromEntries(columns.map((column, at) => [column, told[at]])) as Row['cells'];
      return [{ operation, things: things.split('; '), beforeTerms, cells }];
    });
    this.#refuseUnclear();
  }

  static read(): PolicyTable {
    return new PolicyTable(readFileSync(path.join(import.meta.dirname, '../../docs/policy-table.md'), 'utf8'));
  }

  get operations(): string[] {
    return [...new Set(this.rows.map(({ operation }) => operation))];
  }

  rowOf(operation: string, thing: string): Row | undefined {
    return this.rows.find((row) => row.operation === operation && row.things.includes(thing));
  }

  /** What the table says becomes of this caller. @param looks whether the operation only reads */
  expects(row: Row, who: Who, looks: boolean): Outcome {
    const everybody = columns.find((column) => row.cells[column] === 'anybody');
    if (everybody) return everybody;
    if (columns.every((column) => row.cells[column] === '–')) return 'sign in';
    if (outsiders.includes(who as never)) return 'sign in';
    if (who === 'newcomer') return looks || row.beforeTerms ? this.expects(row, 'neighbour', looks) : 'no';
    const named = columns.find((column) => callersIn(row.cells[column]).includes(who as Insider));
    const rest = columns.find((column) => /^(everyone else|whoever is signed in)$/.test(row.cells[column]));
    const found = named ?? rest;
    if (!found) throw new Error(`The table does not say what becomes of ${who}: ${row.operation}, ${row.things[0]}`);
    return found;
  }

  /** Each row says something of everybody, and of nobody two things; no thing stands twice under its operation. */
  #refuseUnclear(): void {
    const seen = new Set<string>();
    for (const row of this.rows) {
      for (const thing of row.things) {
        const key = `${row.operation}: ${thing}`;
        if (seen.has(key)) throw new Error(`Two rows for ${key}`);
        seen.add(key);
      }
      const named = columns.flatMap((column) => callersIn(row.cells[column]));
      const twice = named.find((who, at) => named.indexOf(who) !== at);
      if (twice) throw new Error(`${row.operation}, ${row.things[0]}: ${twice} stands in two columns`);
      for (const who of insiders) this.expects(row, who, true);
    }
  }
}

const groups: Readonly<Record<string, readonly Insider[]>> = {
  '–': [],
  anybody: [],
  'everyone else': [],
  'whoever is signed in': [],
  staff: ['unit staff', 'other staff'],
};

function callersIn(cell: string): Insider[] {
  return cell.split(', ').flatMap((word): readonly Insider[] => {
    const found = groups[word] ?? insiders.filter((who) => who === word);
    if (!(word in groups) && found.length === 0) throw new Error(`The table names nobody we know: "${word}"`);
    return found;
  });
}
