// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReceiptExport } from '#contracts';
import { linkHash, linksHash } from './link-hash.ts';
import { verifyReceipts } from './verify-receipts.ts';

const fixture = path.join(import.meta.dirname, '../../contracts/fixtures/receipts.json');
const { sides } = JSON.parse(readFileSync(fixture, 'utf8')) as { sides: [ReceiptExport, ReceiptExport] };
const [ours, theirs] = sides;

test('the recorded exports hold, each alone and both together, and say so in one sentence', async () => {
  expect(await verifyReceipts(ours)).toEqual({
    ok: true,
    sv: 'Stämmer: 3 meddelanden mellan Helsingborgs stad, Röda Korset Helsingborg har kvitterats av mottagaren, i ordning, och inget kvitto saknas eller är ändrat.',
    en: 'Holds: 3 messages between Helsingborgs stad, Röda Korset Helsingborg were acknowledged by their receiver, in order, and no receipt is missing or changed.',
  });
  expect((await verifyReceipts(theirs)).ok).toBe(true);
  expect((await verifyReceipts(ours, theirs)).en).toContain('what the sides say agrees');
});

/** Every text in the export that means something, by its path. */
const pathsOf = (value: unknown, at: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'string'
    ? [at]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...at, key]))
      : [];

test('one changed character anywhere in receipts, hashes, keys or the head breaks it', async () => {
  const paths = pathsOf(ours).filter(
    ([first, , third]) => first !== 'format' && !(first === 'tenant' || (first === 'partners' && third === 'name')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (where, position) => {
      const altered = structuredClone(ours) as unknown as Record<string | number, unknown>;
      const holder = where
        .slice(0, -1)
        .reduce<Record<string | number, unknown>>((inner, key) => inner[key] as never, altered);
      const text = holder[where.at(-1)!] as string;
      const at = position % text.length;
      holder[where.at(-1)!] = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
      // Validity dates of keys are information, not evidence.
      if (['validFrom', 'validTo'].includes(String(where.at(-1)))) return;
      expect((await verifyReceipts(altered)).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('the step that broke is named', async () => {
  const broken = async (change: (file: ReceiptExport) => void, ...others: unknown[]) => {
    const file = structuredClone(ours);
    change(file);
    return (await verifyReceipts(file, ...others)).broken;
  };
  expect(await broken(({ links }) => (links[1]!.type = 'request.declined'))).toBe('link 2');
  expect(await broken(({ links }) => links.splice(1, 1))).toBe('head');
  expect(await broken((file) => (file.head = ours.links[0]!.receipt))).toBe('head');
  expect(await broken(({ keys }) => (keys[0]!.x = keys[1]!.x))).toMatch(/^key|format/);
  expect(await verifyReceipts('nothing of ours')).toMatchObject({ ok: false, broken: 'format' });
  expect(await verifyReceipts()).toMatchObject({ ok: false, broken: 'nothing' });
});

test('a chain that was rewritten as a whole still fails at its head, which only the tenant can sign', async () => {
  const file = structuredClone(ours);
  file.links.splice(2, 1);
  let previous: string | null = null;
  file.links = file.links.map((link, index) => {
    const made = { ...link, number: index + 1, previous };
    previous = linkHash(made);
    return { ...made, hash: previous };
  });
  expect(linksHash(file.links)).not.toBe(linksHash(ours.links));
  expect(await verifyReceipts(file)).toMatchObject({ ok: false, broken: 'head' });
});

test('two sides that pinned different keys for each other do not agree', async () => {
  const other = structuredClone(theirs);
  other.keys = other.keys.map((key) => ({
    ...key,
    kid: ours.keys.find(({ use }) => use === key.use)!.kid,
    x: ours.keys.find(({ use }) => use === key.use)!.x,
  }));
  expect((await verifyReceipts(ours, other)).ok).toBe(false);
});
