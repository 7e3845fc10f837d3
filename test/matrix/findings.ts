// SPDX-License-Identifier: EUPL-1.2
// What the cells of one plane show, in lines that a reader can act on; no line is good news.
import { codeOf, fullOf, wholeOf } from './answers.ts';
import { insiders, type Thing } from './house.ts';
import { outcomeOf, type Cell, type Matrix, type Who } from './matrix.ts';
import type { Operation } from './operations.ts';
import type { PolicyTable } from './policy-table.ts';

export const looks = ({ method }: Operation): boolean => method === 'GET';
/** What the table calls it. */
export const nameOf = (thing: Thing | undefined): string =>
  thing === undefined ? '–' : thing.kind === 'absent' ? 'nothing' : thing.name;

export function sayCell({ operation, who, thing, answer, outcome }: Cell): string {
  const what = thing?.kind === 'absent' ? `nothing (${thing.name})` : nameOf(thing);
  return `${operation.id} · ${who} · ${what} → ${outcome} (${answer.status} ${codeOf(answer)})`;
}

/** Operations, and things, that the table or the house does not know. */
export function strangers(table: PolicyTable, matrices: readonly Matrix[]): string[] {
  const found: string[] = [];
  const met = new Set<string>();
  for (const matrix of matrices) {
    for (const operation of matrix.operations) {
      for (const thing of matrix.thingsOf(operation)) {
        const key = `${operation.id}, ${nameOf(thing)}`;
        met.add(key);
        if (!table.rowOf(operation.id, nameOf(thing))) found.push(`the table has no row for ${key}`);
      }
    }
  }
  for (const { operation, things } of table.rows)
    for (const thing of things)
      if (!met.has(`${operation}, ${thing}`)) found.push(`no operation answers to the row ${operation}, ${thing}`);
  return [...new Set(found)];
}

export function notAsTheTableSays(table: PolicyTable, cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) => {
    const row = table.rowOf(cell.operation.id, nameOf(cell.thing));
    const expected = row && table.expects(row, cell.who, looks(cell.operation));
    return expected === cell.outcome ? [] : [`${sayCell(cell)}, the table says: ${expected ?? 'no row'}`];
  });
}

/** Here the caller may know what the thing would be in; among themselves they must be the same. */
const inKnownCompany = new Set([
  'somebody who is not in the group',
  'an offer to another request',
  'an offer that is gone',
]);

/** Pairs of answers that differ though nobody may learn of a difference. */
export function tellsWhy(cells: readonly Cell[]): string[] {
  const found: string[] = [];
  for (const [, alike] of groupBy(cells, ({ operation, who }) => `${operation.id} ${who}`)) {
    const random = alike.find(({ thing }) => thing?.kind === 'absent' && thing.name === 'random id');
    if (!random) continue;
    for (const cell of alike) {
      const { thing, outcome } = cell;
      if (thing?.kind !== 'absent' && !(outcome === random.outcome && mustSoundLikeNothing(cell, cells))) continue;
      if (fullOf(cell.answer) !== fullOf(random.answer))
        found.push(`${sayCell(cell)} does not sound like a random id: ${difference(cell, random)}`);
    }
    const company = alike.filter(({ thing, outcome }) => inKnownCompany.has(nameOf(thing)) && outcome === 'not found');
    for (const cell of company)
      if (fullOf(cell.answer) !== fullOf(company[0]!.answer)) found.push(`${sayCell(cell)} tells why`);
  }
  return found;
}

/** Not found; or refused before anything is looked for; or a group in the body that the caller may not read. */
function mustSoundLikeNothing({ operation, who, thing, outcome }: Cell, all: readonly Cell[]): boolean {
  if (inKnownCompany.has(nameOf(thing))) return false;
  if (outcome === 'not found' || outcome === 'sign in') return true;
  if (outcome === 'no') return operation.about !== undefined && thing?.kind === operation.about;
  const mayRead = all.find(
    (cell) => cell.operation.id === 'Group_read' && cell.who === who && cell.thing?.ids['id'] === thing?.ids['id'],
  );
  return outcome === 'not now' && thing?.kind === 'group' && mayRead?.outcome === 'not found';
}

function difference(a: Cell, b: Cell): string {
  if (wholeOf(a.answer) === wholeOf(b.answer)) return `${a.answer.statements} statements, not ${b.answer.statements}`;
  const [one, other] = [wholeOf(a.answer).split('\n'), wholeOf(b.answer).split('\n')];
  const at = one.findIndex((line, index) => line !== other[index]);
  return `"${one[at]}", not "${other[at] ?? ''}"`;
}

/** Whoever is to sign in first is turned away before anything of the tenant is looked at; who has left is looked for. */
export const reachesIn = (cells: readonly Cell[]): string[] =>
  cells
    .filter(({ outcome, who }) => outcome === 'sign in' && who !== 'departed')
    .filter(({ operation, answer }) => operation.path.startsWith('/api/') && answer.statements > 0)
    .map((cell) => `${sayCell(cell)}, after ${cell.answer.statements} statements`);

/** Whether a body that no schema accepts is told apart before it is known who asks. */
export async function judgesBodiesFirst(matrix: Matrix, cells: readonly Cell[]): Promise<string[]> {
  const found: string[] = [];
  for (const operation of matrix.operations.filter(({ takesBody }) => takesBody)) {
    for (const who of matrix.callers) {
      const alike = cells.filter((cell) => cell.operation === operation && cell.who === who);
      const base = alike.find(({ thing }) => thing?.name === 'random id') ?? alike[0]!;
      const atTheDoor = base.outcome === 'sign in' || base.outcome === 'no';
      const things = operation.about ? [alike[0]!.thing, base.thing] : [base.thing];
      const broken = [];
      for (const thing of things) broken.push(await matrix.ask(operation, who, thing, { body: { nonsense: ['x'] } }));
      const expected = atTheDoor ? fullOf(base.answer) : fullOf(broken.at(-1)!);
      for (const answer of broken)
        if (fullOf(answer) !== expected || (!atTheDoor && ![400, 422].includes(answer.status)))
          found.push(`${sayCell(base)}, with a body that makes no sense: ${outcomeOf(answer.status)} ${answer.status}`);
    }
  }
  return found;
}

export function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** How many cells ended how. */
export function tally(cells: readonly Cell[]): Record<string, number> {
  return Object.fromEntries(
    [...groupBy(cells, ({ outcome }) => outcome)].map(([outcome, { length }]) => [outcome, length]),
  );
}

export const peopleOf = ({ callers }: Matrix): Who[] => callers.filter((who) => insiders.includes(who as never));
