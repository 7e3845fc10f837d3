// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fingerprint } from './build.ts';

let root: string;
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'handslag-build-'));
  mkdirSync(path.join(root, 'libs/deep/dist'), { recursive: true });
  write('package-lock.json', '{}');
  write('libs/a.ts', 'a');
  write('libs/deep/b.ts', 'b');
});
afterAll(() => rmSync(root, { recursive: true }));

test('a build is stale when a source says something else, is gone or is new; never because a clock moved', () => {
  const first = fingerprint(root, ['libs']);
  utimesSync(path.join(root, 'libs/a.ts'), new Date(0), new Date(0));
  write('libs/a.spec.ts', 'no part of it');
  write('libs/deep/dist/b.js', 'nor this');
  expect(fingerprint(root, ['libs', 'nowhere'])).toBe(first);

  write('libs/deep/b.ts', 'B');
  const changed = fingerprint(root, ['libs']);
  write('libs/deep/b.ts', 'b');
  write('libs/new.ts', '');
  const added = fingerprint(root, ['libs']);
  rmSync(path.join(root, 'libs/new.ts'));
  write('package-lock.json', '{ }');
  expect(new Set([first, changed, added, fingerprint(root, ['libs'])]).size).toBe(4);
});
