// SPDX-License-Identifier: EUPL-1.2
// The web app's types of the HTTP interface, made from the two checked-in OpenAPI documents.
//   node apps/web/generate-api-types.mjs           writes them anew
//   node apps/web/generate-api-types.mjs --check   fails when what is checked in differs
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@hey-api/openapi-ts';

const root = path.resolve(import.meta.dirname, '../..');
const generated = path.join(import.meta.dirname, 'src/api/generated');
const FILE = 'types.gen.ts';

const planes = ['municipal', 'civic'].map((plane) =>
  JSON.parse(readFileSync(path.join(root, `docs/openapi/${plane}.json`), 'utf8')),
);

/** One web app serves both planes. Where they share a name they must mean the same. */
function together(pick) {
  const all = {};
  for (const document of planes) {
    for (const [name, value] of Object.entries(pick(document))) {
      if (name in all && JSON.stringify(all[name]) !== JSON.stringify(value))
        throw new Error(`${name} differs between the planes`);
      all[name] = value;
    }
  }
  return all;
}

async function generate(folder) {
  const input = {
    ...planes[0],
    paths: together((document) => document.paths),
    components: { ...planes[0].components, schemas: together((document) => document.components.schemas) },
  };
  await createClient({ input, output: { path: folder }, plugins: ['@hey-api/typescript'], logs: { level: 'silent' } });
}

if (process.argv.includes('--check')) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'handslag-client-'));
  try {
    await generate(scratch);
    const same = readFileSync(path.join(scratch, FILE), 'utf8') === readFileSync(path.join(generated, FILE), 'utf8');
    console.log(
      same
        ? 'the types agree with the OpenAPI documents'
        : 'the types differ from the OpenAPI documents. Mend: node apps/web/generate-api-types.mjs',
    );
    process.exitCode = same ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else {
  await generate(generated);
  rmSync(path.join(generated, 'index.ts'), { force: true });
}
