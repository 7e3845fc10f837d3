// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const description = z.strictObject({
  shortDescription: z.string().max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().max(100)).min(1),
});

/** The parts of the publiccode.yml standard (version 0) that we use. */
const publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.literal('Handslag'),
  url: z.url({ protocol: /^https$/ }),
  landingURL: z.url({ protocol: /^https$/ }),
  softwareVersion: z.literal((JSON.parse(read('package.json')) as { version: string }).version),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
  usedBy: z.array(z.string()),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum(['standalone/web', 'standalone/backend', 'library']),
  intendedAudience: z.strictObject({ scope: z.array(z.string()), countries: z.array(z.string().regex(/^[a-z]{2}$/)) }),
  description: z.record(z.string().regex(/^[a-z]{2,3}$/), description),
  legal: z.strictObject({ license: z.literal('EUPL-1.2') }),
  maintenance: z.strictObject({
    type: z.enum(['internal', 'community', 'contract', 'none']),
    contacts: z.array(z.strictObject({ name: z.string(), email: z.email().optional() })).min(1),
  }),
  localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(z.string()).min(1) }),
  dependsOn: z.strictObject({
    open: z.array(z.strictObject({ name: z.string(), versionMin: z.string(), optional: z.boolean() })),
  }),
});

/** Every link to another file of the repository, in every page. */
function brokenLinks(file: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map((match) => match[1] ?? '');
  return links
    .filter((link) => !existsSync(path.join(root, path.dirname(file), link)))
    .map((link) => `${file} → ${link}`);
}

const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

describe('the papers', () => {
  test('publiccode.yml says what the standard asks for', () => {
    expect(() => publiccode.parse(parse(read('publiccode.yml')))).not.toThrow();
  });

  test('a publiccode.yml without a licence is refused', () => {
    const { legal: _, ...without } = parse(read('publiccode.yml')) as Record<string, unknown>;
    expect(publiccode.safeParse(without).success).toBe(false);
  });

  test('the licence is the EUPL 1.2, whole', () => {
    expect(read('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
    expect(read('LICENSE')).toContain(
      'All other changes or additions to this Appendix require the production of a new EUPL version.',
    );
    expect(read('LICENSES/EUPL-1.2.txt')).toBe(read('LICENSE'));
  });

  test('every link between pages leads somewhere', () => {
    expect(pages.flatMap((file) => brokenLinks(file, read(file)))).toEqual([]);
    expect(brokenLinks('README.md', '[planted](docs/nowhere.md)')).toHaveLength(1);
  });

  test('every decision is listed, has a number of its own and the four parts', () => {
    const records = readdirSync(path.join(root, 'docs/adr')).filter((file) => /^\d{4}-/.test(file));
    const index = read('docs/adr/README.md');
    expect(new Set(records.map((file) => file.slice(0, 4))).size).toBe(records.length);
    for (const file of records) {
      expect(index).toContain(`(${file})`);
      for (const part of ['Status', 'Context', 'Decision', 'Consequences'])
        expect(read(`docs/adr/${file}`)).toContain(`## ${part}`);
    }
  });

  test('no page tells of a machine it was written on', () => {
    const told = pages.filter((file) => /\/(home|Users|root|work|tmp)\/\w/.test(read(file)));
    expect(told).toEqual([]);
  });
});
