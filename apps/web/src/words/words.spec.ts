// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { errorCodes } from '../../../../libs/contracts/errors/index.ts';
import { errorKey, errorWords } from './error-words.ts';
import { chooseLanguage } from './languages.ts';

type Tree = { [key: string]: string | Tree };
const here = import.meta.dirname;
const load = (file: string): Tree => JSON.parse(readFileSync(path.join(here, file), 'utf8')) as Tree;

const flat = (tree: Tree, prefix = ''): Map<string, string> => {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
};

const plural = /_(zero|one|two|few|many|other)$/;
const stems = (words: Map<string, string>): Set<string> =>
  new Set([...words.keys()].map((key) => key.replace(plural, '')));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

const catalogues = [
  ['en/core.json', 'sv/core.json'],
  ['en/work.json', 'sv/work.json'],
  ['ar/core.json', 'sv/core.json'],
] as const;

describe('every language says everything it promises', () => {
  test.each(catalogues)('%s has every sentence of %s and no other', (file, model) => {
    expect([...stems(flat(load(file)))].sort()).toEqual([...stems(flat(load(model)))].sort());
  });

  test.each(['sv-simple/core.json', 'sv-simple/work.json', 'ar/work.json'])(
    '%s only says otherwise what Swedish says',
    (file) => {
      const swedish = flat(load(file.replace(/^[\w-]+/, 'sv')));
      expect([...flat(load(file)).keys()].filter((key) => !swedish.has(key))).toEqual([]);
    },
  );

  test.each([
    ['sv/core.json', 'sv'],
    ['sv/work.json', 'sv'],
    ['en/core.json', 'en'],
    ['en/work.json', 'en'],
    ['ar/core.json', 'ar'],
  ])('%s has each plural form its language needs', (file, language) => {
    const words = flat(load(file));
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = [...stems(words)]
      .filter((stem) => !words.has(stem))
      .flatMap((stem) => needed.filter((form) => !words.has(`${stem}_${form}`)).map((form) => `${stem}_${form}`));
    expect(missing).toEqual([]);
  });

  test.each([
    ...catalogues,
    ['sv-simple/core.json', 'sv/core.json'],
    ['sv-simple/work.json', 'sv/work.json'],
    ['ar/work.json', 'sv/work.json'],
  ] as const)('%s fills no hole that %s does not have', (file, model) => {
    const models = flat(load(model));
    const wrong = [...flat(load(file))].filter(([key, text]) => {
      const original = models.get(key) ?? models.get(key.replace(plural, '_other')) ?? '';
      return holes(text).some((hole) => !holes(original).includes(hole));
    });
    expect(wrong).toEqual([]);
  });

  test('no sentence is empty', () => {
    for (const [file] of [...catalogues, ['sv/core.json'], ['sv/work.json']] as const)
      for (const [key, text] of flat(load(file))) expect([key, text.trim()]).not.toEqual([key, '']);
  });
});

describe('every word a screen asks for exists', () => {
  const source = path.join(here, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.spec.') && !file.includes('generated'),
  );
  const keys = new Set<string>();
  for (const file of files) {
    const text = readFileSync(path.join(source, file), 'utf8');
    for (const [, key] of text.matchAll(/\bsay\(\s*'([^']+)'/g)) keys.add(key!);
    for (const [, a, b] of text.matchAll(/\bsay\([^'`)]*\? '([^']+)' : '([^']+)'/g)) keys.add(a!).add(b!);
  }
  const known = {
    core: stems(flat(load('sv/core.json'))),
    work: stems(flat(load('sv/work.json'))),
    errors: new Set(Object.keys(errorWords(errorCodes, 'sv'))),
  };

  test('in Swedish, and so by the tests above in every language', () => {
    expect(keys.size).toBeGreaterThan(300);
    const missing = [...keys].filter((key) => {
      const [namespace, name] = key.includes(':')
        ? (key.split(':') as [keyof typeof known, string])
        : (['core', key] as const);
      return !known[namespace].has(name);
    });
    expect(missing).toEqual([]);
  });
});

describe('every word the server says is a sentence here', () => {
  const { components } = JSON.parse(readFileSync(path.join(here, '../../../../docs/openapi/civic.json'), 'utf8')) as {
    components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> };
  };
  test.each(['sv', 'sv-simple', 'en', 'ar'])('what was done, in %s', (language) => {
    const work = stems(flat(load(`${language}/work.json`)));
    const acts = components.schemas['TrailEvent']?.properties['act']?.enum ?? [];
    expect(acts.length).toBeGreaterThan(30);
    expect(acts.filter((act) => !work.has(`event.${act}`))).toEqual([]);
    expect(['person', 'partner', 'system'].filter((by) => !work.has(`events.by.${by}`))).toEqual([]);
  });
});

describe('every error has its words', () => {
  test('in Swedish and English', () => {
    for (const language of ['sv', 'en'] as const) {
      const words = errorWords(errorCodes, language);
      for (const code of Object.keys(errorCodes)) expect(words[errorKey(code)]).toBeTruthy();
      expect(words['offline']).toBeTruthy();
    }
  });

  test('in Arabic for what a resident can meet, and only codes that exist', () => {
    const words = Object.keys(load('ar/errors.json'));
    const codes = new Set([...Object.keys(errorCodes).map(errorKey), 'offline', 'unexpected']);
    expect(words.filter((key) => !codes.has(key))).toEqual([]);
    const met = [
      'not-found',
      'unauthenticated',
      'forbidden',
      'conflict',
      'internal',
      'unavailable',
      'input.invalid',
    ].concat(Object.keys(errorCodes).filter((code) => /^(sign-in|terms|agreement|offer)\./.test(code)));
    expect(met.map(errorKey).filter((key) => !words.includes(key))).toEqual([]);
  });
});

test('time together is offered and taken without a word about being alone', () => {
  const alone = /ensam|isoler|lonel|solitud|isolat|companionless|وحيد|عزلة|بمفرد/i;
  const catalogue = ['sv', 'sv-simple', 'en', 'ar'].flatMap((language) =>
    readdirSync(path.join(here, language)).map((file) => `${language}/${file}`),
  );
  expect(catalogue.length).toBeGreaterThan(6);
  const said = catalogue.flatMap((file) => [...flat(load(file))].map(([key, text]) => `${file} ${key}: ${text}`));
  expect(said.filter((line) => alone.test(line))).toEqual([]);
  const titles = Object.values(errorCodes).flatMap(({ sv, en }) => [sv, en]);
  expect(titles.filter((title) => alone.test(title))).toEqual([]);
});

test("one's own choice comes before the device's, and Swedish comes last", () => {
  expect(chooseLanguage('sv-simple', ['en'])).toBe('sv-simple');
  expect(chooseLanguage(null, ['ar-SY', 'en'])).toBe('ar');
  expect(chooseLanguage(null, ['fi', 'en-GB'])).toBe('en');
  expect(chooseLanguage('klingon', ['fi'])).toBe('sv');
});
