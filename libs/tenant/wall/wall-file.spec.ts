// SPDX-License-Identifier: EUPL-1.2
import { beforeAll, expect, test } from '@jest/globals';
import { mediaTypes, wallChecks, type WallFile, type WallRun } from '#contracts';
import { makeKey, privateKey, signCompact } from '#platform/crypto';
import { fingerprintOf, isStale, runIn, verifyWallFile } from './wall-file.ts';
import { wallPage } from './wall.page.ts';
import type { WallStatement } from './wall.dto.ts';

const run: WallRun = {
  plane: 'civic',
  number: 3,
  previous: 'a'.repeat(86),
  version: '0.1.0',
  build: '0123456789ab',
  at: '2026-11-02T10:00:00.000Z',
  ms: 4200,
  cases: 100,
  outcome: 'held',
  checks: wallChecks.map((check) => ({ check, outcome: 'held', cases: 10, failures: 0, ms: 20 })),
};

let sign: (what: WallRun) => Promise<WallFile>;
beforeAll(async () => {
  const { kid, x, d } = await makeKey('sig');
  const key = await privateKey('sig', x, d);
  const published = { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x, kid } as const;
  sign = async (what) => ({
    format: 'handslag-wall-1',
    key: { ...published, validFrom: '2026-11-01T00:00:00Z', validTo: null },
    result: await signCompact(JSON.stringify(what), { kid, key }, mediaTypes.wall),
  });
});

test('a signed result holds, offline, and tells which key signed it', async () => {
  const file = await sign(run);
  expect(await runIn(file.result, file.key)).toEqual(run);
  const verdict = await verifyWallFile(JSON.parse(JSON.stringify(file)), fingerprintOf(file.key));
  expect(verdict).toMatchObject({ ok: true });
  expect(verdict.en).toContain(fingerprintOf(file.key));
  expect(verdict.sv).toMatch(/^Stämmer: det som prövades höll/);
});

test('a changed result, another key and a file of something else do not hold', async () => {
  const file = await sign({ ...run, outcome: 'failed' });
  const [head = '', , signature = ''] = file.result.split('.');
  const better = Buffer.from(JSON.stringify(run)).toString('base64url');
  const forged = { ...file, result: [head, better, signature].join('.') };
  expect(await verifyWallFile(forged)).toMatchObject({ ok: false, broken: 'signature' });
  expect(await verifyWallFile(file, '00 11')).toMatchObject({ ok: false, broken: 'key' });
  expect(await verifyWallFile({ format: 'handslag-wall-1' })).toMatchObject({ ok: false, broken: 'format' });
  // A key that calls itself what it is not.
  const other = await sign(run);
  expect(await runIn(other.result, { ...other.key, kid: 'A'.repeat(43) })).toBeNull();
});

test('a genuine result that tells of a fault is no comfort', async () => {
  const checks = run.checks.map((one) => (one.check === 'tables' ? { ...one, outcome: 'failed' as const } : one));
  const verdict = await verifyWallFile(await sign({ ...run, outcome: 'failed', checks }));
  expect(verdict).toMatchObject({ ok: false, broken: 'failed' });
  expect(verdict.en).toContain('the wall did not: tables');
});

test('after thirty days a result is old', () => {
  expect(isStale(run, new Date('2026-12-02T09:59:00Z'))).toBe(false);
  expect(isStale(run, new Date('2026-12-02T10:01:00Z'))).toBe(true);
});

const statement: WallStatement = {
  plane: 'civic',
  running: { version: '0.1.0', build: '0123456789ab' },
  standing: 'held',
  old: false,
  otherBuild: false,
  run,
  fingerprint: '0001 0002',
  crossings: [],
  neverCrosses: { asker: ['groups'], helper: [] },
};
const shown = (more: Partial<WallStatement>) => wallPage({ ...statement, ...more }, 'sv');

test('the page says plainly how it stands, and comforts nobody falsely', () => {
  expect(shown({})).toContain('Allt som prövades höll.');
  expect(shown({})).toContain('class="standing held"');
  expect(shown({ old: true })).toMatch(/standing doubtful[\s\S]*mer än 30 dagar gammal/);
  expect(shown({ otherBuild: true })).toMatch(/standing doubtful[\s\S]*Programmet har bytts ut/);
  expect(shown({ standing: 'failed' })).toMatch(/standing failed[\s\S]*Kontrollen hittade fel/);
  for (const standing of ['never-run', 'not-genuine'] as const) {
    const page = shown({ standing, run: null });
    expect(page).toContain(`class="standing ${standing}"`);
    expect(page).not.toContain('Höll');
    expect(page).not.toContain('Allt som prövades höll');
  }
});

test('a failed check is shown as failed, and one that was not run as not run', () => {
  const checks = [
    { check: 'tables', outcome: 'failed', cases: 300, failures: 2, ms: 1 },
    { check: 'road', outcome: 'not-run', cases: 0, failures: 0, ms: 0 },
  ] as const;
  const page = shown({ standing: 'failed', run: { ...run, outcome: 'failed', checks: [...checks] } });
  expect(page).toContain('Höll inte (2 fel)');
  expect(page).toContain('Prövades inte');
  expect(page).toContain('Allt prövades inte.');
});

test('what is not explained is told on the page, and nothing is taken for markup', () => {
  const words = { sv: null, en: null };
  const field = { field: '<b>phone', optional: false, holds: null, means: words, seenBy: null };
  const crossing = { id: 'x.y', kind: 'letter', from: 'asker', name: words, why: words, fields: [field] } as const;
  const page = shown({ crossings: [{ ...crossing, fields: [field] }] });
  expect(page).toContain('&lt;b&gt;phone');
  expect(page).toContain('Inte förklarad än');
});
