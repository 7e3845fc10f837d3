#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// The door of the command line: it runs what has been built, and says so when nothing has.
import { existsSync } from 'node:fs';

const built = new URL('../../dist/apps/cli/main.js', import.meta.url);
if (!existsSync(built)) {
  console.error('handslag: nothing has been built yet. Type `npm run build` (or `npm start`, which builds) first.');
  process.exit(3);
}
const { main } = await import(built.href);
process.exitCode = await main(process.argv.slice(2), process.env);
