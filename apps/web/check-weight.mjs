// SPDX-License-Identifier: EUPL-1.2
// What a resident downloads to see the first page: fails when it is more than we promised.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const limits = { js: 190, css: 32 };
const root = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, '.vite/manifest.json'), 'utf8'));
const first = ['index.html', 'src/routes/welcome.tsx', 'src/routes/home.tsx', 'src/words/sv/core.json'];

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const next of chunk.imports ?? []) visit(next);
};
first.forEach(visit);

const weight = (kind) =>
  [...files]
    .filter((file) => file.endsWith(`.${kind}`))
    .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(root, file)), { level: 9 }).length, 0) / 1000;

let heavy = false;
for (const [kind, limit] of Object.entries(limits)) {
  const kB = weight(kind);
  const over = kB > limit;
  heavy ||= over;
  console.log(`first load ${kind}: ${kB.toFixed(1)} kB gzip of ${limit}${over ? '  TOO HEAVY' : ''}`);
}
process.exitCode = heavy ? 1 : 0;
