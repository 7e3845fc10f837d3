// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { main } from './main.ts';

let out = '';
let error = '';
const place = mkdtempSync(path.join(tmpdir(), 'handslag-cli-'));

beforeEach(() => {
  out = '';
  error = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((error += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => rmSync(place, { recursive: true }));

const file = (name: string, content: string) => {
  const full = path.join(place, name);
  writeFileSync(full, content);
  return full;
};

test.each([[[]], [['--help']], [['-h']]])(
  'asked for nothing or for help, it lists what it can do: %j',
  async (args) => {
    expect(await main(args, {})).toBe(0);
    for (const name of ['tenant create', 'migrate', 'doctor', 'verify', 'keys rotate', 'resend'])
      expect(out).toContain(name);
  },
);

test.each(['tenant create', 'migrate', 'doctor', 'verify', 'keys rotate', 'resend'])(
  '%s explains itself without settings',
  async (name) => {
    expect(await main([...name.split(' '), '--help'], {})).toBe(0);
    expect(out).toContain(`handslag ${name}`);
    expect(out).toContain('Exit code:');
  },
);

describe('asked wrongly', () => {
  test.each([
    [['dance'], /no command dance/],
    [['tenant'], /no command tenant/],
    [['doctor', '--settings', '/nowhere/at.all'], /cannot be read/],
    [['doctor', 'everything'], /Unexpected argument 'everything'/],
    [['verify'], /Which file/],
    [['verify', '/nowhere/at.all'], /cannot be read/],
    [['tenant', 'create'], /--origin is needed/],
    [['tenant', 'create', '--origin', 'https://a.example/path'], /without a path/],
    [['tenant', 'create', '--origin', 'https://a.example'], /--name is needed/],
    [['tenant', 'create', '--origin', 'https://a.example', '--name', 'A', '--colour', 'red'], /#a3004b/],
    [['keys', 'rotate'], /--tenant is needed/],
    [['keys', 'rotate', '--frish'], /--frish/],
    [['migrate'], /PLANE must be municipal or civic/],
  ])('%j says how', async (args, message) => {
    expect(await main(args, {})).toBe(2);
    expect(error).toMatch(message);
    expect(out).toBe('');
  });
});

test('missing settings are named, all at once', async () => {
  expect(await main(['doctor'], { PLANE: 'civic' })).toBe(3);
  expect(error).toMatch(/DATABASE_URL[\s\S]*MASTER_KEY/);
  expect(await main(['migrate', '--settings', file('plane.env', "PLANE='civic'\n")], {})).toBe(3);
  expect(error).toMatch(/MIGRATE_DATABASE_URL/);
});

test('a file that is no receipt export does not hold, in words and as JSON', async () => {
  const broken = file('broken.json', '{"format":');
  expect(await main(['verify', broken], {})).toBe(1);
  expect(out).toContain('Does not hold');
  out = '';
  expect(await main(['verify', broken, '--json'], {})).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ ok: false, broken: 'format' });
});

test('an error is JSON too when JSON was asked for', async () => {
  expect(await main(['verify', '--json'], {})).toBe(2);
  expect(JSON.parse(out)).toHaveProperty('error');
});
