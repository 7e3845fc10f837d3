// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseMutant, readMutants } from './mutant.ts';
import { applied, DoesNotApply, parseDiff, type Change } from './patch.ts';

const root = path.resolve(import.meta.dirname, '../..');
const mutants = readMutants();

test('each leak can be planted in the house as it is now', () => {
  const fault = (change: Change): string | null => {
    const text = change.isNew ? '' : readFileSync(path.join(root, change.file), 'utf8');
    try {
      return applied(text, change) === text ? 'changes nothing' : null;
    } catch (error) {
      return String(error);
    }
  };
  const faults = mutants.flatMap(({ id, changes }) => changes.map((change) => [id, fault(change)]));
  expect(faults.filter(([, fault]) => fault !== null)).toEqual([]);
});

test('each is planted in the product, not in its tests', () => {
  const files = mutants.flatMap(({ id, changes }) => changes.map(({ file }) => `${id} ${file}`));
  expect(files.filter((file) => !/ (libs|apps|infra)\/(?!testing\/)(?!.*\.spec\.ts$)/.test(file))).toEqual([]);
});

test('all twenty-five of the list are there, and no number is missing or given twice', () => {
  const ids = mutants.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const letter of new Set(ids.map((id) => id[0]))) {
    const numbers = ids.filter((id) => id.startsWith(letter ?? '')).map((id) => Number(id.slice(1)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }
  expect(ids.filter((id) => id.startsWith('M')).length).toBeGreaterThanOrEqual(28);
});

const diff = `--- a/a.txt
+++ b/a.txt
@@ -2,2 +2,2 @@
 two
-three
+drei
`;
const [change] = parseDiff(diff);

test('a change finds its place when lines have moved', () => {
  expect(applied('one\ntwo\nthree\n', change!)).toBe('one\ntwo\ndrei\n');
  expect(applied('new\nnew\nnew\none\ntwo\nthree\n', change!)).toBe('new\nnew\nnew\none\ntwo\ndrei\n');
});

test('a change whose place is gone is refused, and says where it was', () => {
  expect(() => applied('one\ntwo\nfour\n', change!)).toThrow(DoesNotApply);
  expect(() => applied('one\ntwo\nfour\n', change!)).toThrow('a.txt: what stood around line 2');
});

test('a patch that says too little is refused', () => {
  const head = 'Leak: a\nChannel: 1\nCheck: unit x\n\n';
  expect(parseMutant('M01-x.patch', head + diff)).toMatchObject({ id: 'M01', leak: 'a', limitSeconds: 60 });
  expect(() => parseMutant('x.patch', head + diff)).toThrow('is called neither');
  expect(() => parseMutant('M01-x.patch', `Leaks: b\n${head}${diff}`)).toThrow('is not a line of the header');
  expect(() => parseMutant('M01-x.patch', `Leak: a\nChannel: 1\n\n${diff}`)).toThrow('lacks');
  expect(() => parseMutant('M01-x.patch', `${head}Check: run ls\n\n${diff}`)).toThrow('a command needs Kills');
  expect(() => parseMutant('M01-x.patch', `${head}--- a/a.txt\n`)).toThrow('no diff in it');
  expect(() => parseMutant('M01-x.patch', head + diff.replace(' two\n', ''))).toThrow('cut short');
});
