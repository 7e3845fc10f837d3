// SPDX-License-Identifier: EUPL-1.2
// The same build as `npm start` makes, so that what is tested is what is started.
import path from 'node:path';
import { buildServer, buildWeb } from '../infra/local/build.ts';

const root = path.resolve(import.meta.dirname, '..');
for (const [name, build] of Object.entries({ server: buildServer, web: buildWeb })) {
  console.log(`${name}: ${(await build(root)) ? 'built' : 'up to date'}`);
}
