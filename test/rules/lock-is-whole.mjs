// SPDX-License-Identifier: EUPL-1.2
// `npm ci` refuses a lock file that leaves out a platform's optional binary, and npm leaves them out when its registry
// does not serve that platform. So a lock made on one machine would not install on another. `--write` fills them in:
// version, platform and its parent's licence, no checksum (npm then trusts the registry for that foreign platform only).
import { readFileSync, writeFileSync } from 'node:fs';

const OS = [
  ['android', /android/],
  ['darwin', /darwin|macos/],
  ['freebsd', /freebsd/],
  ['openbsd', /openbsd/],
  ['openharmony', /openharmony/],
  ['win32', /win32|windows/],
  ['linux', /linux/],
];
const CPU = [
  ['arm64', /arm64|aarch64/],
  ['arm', /[-]arm([-]|$|v7|-eabi|-gnueabihf|-musleabihf)/],
  ['x64', /x64|x86_64/],
  ['ia32', /ia32/],
  ['ppc64', /ppc64/],
  ['riscv64', /riscv64/],
  ['s390x', /s390x/],
  ['loong64', /loong64/],
];
const LIBC = [
  ['musl', /musl/],
  ['glibc', /gnu/],
];
const match = (table, name) => table.find(([, pattern]) => pattern.test(name))?.[0];

function* lookups(place) {
  for (let at = place; at !== '';) {
    yield `${at}/node_modules/`;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut < 0 ? '' : at.slice(0, cut);
  }
  yield 'node_modules/';
}

export function missingBinaries(lock) {
  const missing = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = [...lookups(place)].some((folder) => lock.packages[folder + name]);
      if (!found) missing.push({ name, version: range.replace(/^[\^~]/, ''), place });
    }
  }
  return missing;
}

export function fill(lock) {
  for (const { name, version, place } of missingBinaries(lock)) {
    const top = `node_modules/${name}`;
    const at = lock.packages[top] && lock.packages[top].version !== version ? `${place}/node_modules/${name}` : top;
    const [os, cpu] = [match(OS, name), match(CPU, name)];
    if (!os || !cpu) throw new Error(`${name}: cannot tell its platform from its name`);
    const libc = os === 'linux' && match(LIBC, name);
    const { dev, license } = lock.packages[place];
    const platform = {
      cpu: [cpu],
      ...(dev && { dev }),
      ...(libc && { libc: [libc] }),
      license,
      optional: true,
      os: [os],
    };
    lock.packages[at] = { version, ...platform };
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

if (process.argv[1] === import.meta.filename) {
  const file = 'package-lock.json';
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  if (process.argv.includes('--write')) {
    writeFileSync(file, `${JSON.stringify(fill(lock), null, 2)}\n`);
  } else {
    const missing = missingBinaries(lock);
    for (const { name, version, place } of missing)
      console.error(`${place} names ${name}@${version}, the lock file does not`);
    if (missing.length) console.error('Mend: node test/rules/lock-is-whole.mjs --write');
    process.exitCode = missing.length ? 1 : 0;
  }
}
