// SPDX-License-Identifier: EUPL-1.2
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allows, canReach, dataFolder } from './postgres-home.ts';

const stranger = { name: 'stranger', uid: 54321, gid: 54321 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handslag-home-'));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'closed', 'inside'), { recursive: true });
  chmodSync(path.join(folder, 'closed'), 0o700);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [{ mode: 0o700, uid: 54321, gid: 0 }, true],
  [{ mode: 0o070, uid: 0, gid: 54321 }, true],
  [{ mode: 0o001, uid: 0, gid: 0 }, true],
  [{ mode: 0o770, uid: 0, gid: 0 }, false],
  [{ mode: 0o077, uid: 54321, gid: 54321 }, false],
])('who owns a folder, and its mode, decide who may enter: %j', (file, expected) => {
  expect(allows(file, stranger, 1)).toBe(expected);
});

test('a folder below one that is closed to the user cannot be reached, whatever its own mode', () => {
  expect(canReach(path.join(folder, 'pg'), stranger)).toBe(true);
  expect(canReach(path.join(folder, 'closed', 'inside', 'pg'), stranger)).toBe(false);
});

test('data stays where it was asked for, unless another user runs the server and cannot come there', () => {
  const closed = path.join(folder, 'closed', 'inside', 'pg');
  expect(dataFolder(closed, undefined)).toBe(closed);
  expect(dataFolder(path.join(folder, 'pg'), stranger)).toBe(path.join(folder, 'pg'));
  const moved = dataFolder(closed, stranger);
  expect(moved).not.toContain('closed');
  expect(dataFolder(closed, stranger)).toBe(moved);
  expect(path.dirname(dataFolder(path.join(folder, 'closed', 'other', 'pg'), stranger))).not.toBe(path.dirname(moved));
});
