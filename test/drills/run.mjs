// SPDX-License-Identifier: EUPL-1.2
// What breaks in a real house, broken on purpose; `npm test` holds the short form.
//   npm run drills                 the short form of all that have one
//   npm run drills -- F3 F5        only these
//   npm run drills -- F3 --long    with the numbers of the design: hours, for some
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false } },
});
const { drill } = await import('./run.ts');
process.exit((await drill({ only: positionals, long: values.long })) ? 0 : 1);
