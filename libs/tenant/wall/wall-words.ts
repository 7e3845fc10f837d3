// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';

/** By their own names, as in the web app. */
export const wallLanguages = [
  { tag: 'sv', name: 'Svenska' },
  { tag: 'sv-simple', name: 'Lätt svenska' },
  { tag: 'en', name: 'English' },
  { tag: 'ar', name: 'العربية' },
] as const;
export type WallLanguage = (typeof wallLanguages)[number]['tag'];

type Tree = { readonly [key: string]: string | Tree };

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`./words/${name}.json`, import.meta.url), 'utf8')) as Tree;
const catalogues = Object.fromEntries(wallLanguages.map(({ tag }) => [tag, read(tag)]));
const seenBy = read('seen-by') as Readonly<Record<string, Readonly<Record<string, string>>>>;

const at = (tree: Tree | undefined, path: readonly string[]): string | undefined => {
  let found: string | Tree | undefined = tree;
  for (const step of path) found = typeof found === 'object' && Object.hasOwn(found, step) ? found[step] : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** A sentence, and the language it really is in: what a language does not say is said in Swedish. */
export interface Said {
  readonly text: string;
  readonly language: 'sv' | 'en' | 'ar';
}

/** Undefined when nobody has written it. */
export function saying(language: WallLanguage, ...path: string[]): Said | undefined {
  for (const tag of [language, 'sv'] as const) {
    const text = at(catalogues[tag], path);
    if (text !== undefined) return { text, language: tag === 'sv-simple' ? 'sv' : tag };
  }
  return undefined;
}

/** Who at the receiver sees a field, as a word of the catalogues; undefined when nobody has thought about it. */
export const viewerOf = (id: string, field: string): string | undefined => seenBy[id]?.[field];

/** The first language of the header that the page speaks. */
export function preferred(header: string | undefined): WallLanguage {
  const tags = (header ?? '').split(',').map((part) => part.split(';')[0]?.trim().split('-')[0]?.toLowerCase());
  return (
    wallLanguages.find(({ tag }) => tag === tags.find((one) => wallLanguages.some((known) => known.tag === one)))
      ?.tag ?? 'sv'
  );
}
