// SPDX-License-Identifier: EUPL-1.2
// Loaded before a plane's own code: its clock runs ahead of the machine's, or behind, by what a file says (ms).
import { readFileSync } from 'node:fs';

const file = process.env.DRILL_CLOCK;
const machineNow = Date.now.bind(Date);
let ahead = 0;
const read = () => {
  try {
    ahead = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Being written.
  }
};
read();
setInterval(read, 50).unref();
const now = () => machineNow() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length ? given : [now()], made),
  apply: (target) => new target(now()).toString(),
  get: (target, name, me) => (name === 'now' ? now : Reflect.get(target, name, me)),
});
