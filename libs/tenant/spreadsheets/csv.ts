// SPDX-License-Identifier: EUPL-1.2

export type Cell = string | number | null;

/** What a spreadsheet would take for a formula is text to us: an apostrophe before it says so. */
const dangerous = /^[=+\-@\t\r]/;
const escaped = /^'(?=[=+\-@\t\r])/;

const written = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const text = dangerous.test(cell ?? '') ? `'${cell}` : (cell ?? '');
  return /[";,\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** As a Swedish Excel opens it: UTF-8 that says so, semicolons, lines that end in CRLF. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((cells) => `${cells.map(written).join(';')}\r\n`).join('')}`;

export interface CsvRow {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quote was opened that is never closed. */
export class OpenQuote extends Error {
  constructor(readonly line: number) {
    super('open quote');
  }
}

/** RFC 4180 with semicolons, commas or tabs, whichever the first line uses most; empty lines are left out. @throws OpenQuote */
export function readCsv(text: string): CsvRow[] {
  const content = text.replace(/^\uFEFF/, '');
  const [first = ''] = content.split(/\r?\n/, 1);
  const [separator = ';'] = [';', ',', '\t'].sort((a, b) => first.split(b).length - first.split(a).length);
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < content.length) {
    const begun = line;
    const cells: string[] = [];
    let ended = false;
    while (!ended) {
      let cell = '';
      if (content[at] === '"') {
        for (at += 1; content[at] !== '"' || content[at + 1] === '"'; at += 1) {
          if (at >= content.length) throw new OpenQuote(begun);
          if (content[at] === '"') at += 1;
          if (content[at] === '\n') line += 1;
          cell += content[at];
        }
        at += 1;
      }
      for (; at < content.length && content[at] !== separator && content[at] !== '\n'; at += 1) cell += content[at];
      cells.push(cell.replace(escaped, '').trim());
      ended = at >= content.length || content[at] === '\n';
      at += 1;
    }
    line += 1;
    if (cells.some((cell) => cell !== '')) rows.push({ line: begun, cells });
  }
  return rows;
}
