// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const own = (name: string): URL => new URL(`./assets/${name}`, import.meta.url);
const inter = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

const assets: Readonly<Record<string, { readonly type: string; readonly path: () => string | URL }>> = {
  'identity.css': { type: 'text/css; charset=utf-8', path: () => own('identity.css') },
  'identity.js': { type: 'text/javascript; charset=utf-8', path: () => own('identity.js') },
  'inter.woff2': { type: 'font/woff2', path: () => createRequire(import.meta.url).resolve(inter) },
};

export async function readAsset(name: string): Promise<{ type: string; content: Buffer } | undefined> {
  const asset = Object.hasOwn(assets, name) ? assets[name] : undefined;
  return asset && { type: asset.type, content: await readFile(asset.path()) };
}
