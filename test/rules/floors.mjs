// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';

const { floors: table } = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8'));
const numbers = (version) => version.split(/[.+-]/).slice(0, 3).map(Number);

export function isBelow(version, floor) {
  const [a, b] = [numbers(version), numbers(floor)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 ? a[at] < b[at] : version.includes('-') && !floor.includes('-');
}

const packageAt = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

export const floors = {
  name: 'no package is below its floor',
  *problems(tree) {
    const lock = JSON.parse(tree.get('package-lock.json'));
    const seen = new Set();
    for (const [place, { version }] of Object.entries(lock.packages)) {
      const name = packageAt(place);
      const rule = place && table[name];
      if (!rule) continue;
      seen.add(`${name}@${version}`);
      if (rule.floor === 'never') yield ['package-lock.json', `${place} must not be used: ${rule.why}`];
      else if (rule.allowed?.version !== version && isBelow(version, rule.floor)) {
        yield ['package-lock.json', `${place} ${version} is below ${rule.floor}: ${rule.why}`];
      }
    }
    for (const [name, { allowed }] of Object.entries(table)) {
      if (allowed && !seen.has(`${name}@${allowed.version}`)) {
        yield ['test/rules/floors.json', `${name} ${allowed.version} is not in use any more: remove its exception`];
      }
    }
    for (const [file, text] of tree) {
      if (/^(libs|apps)\/.*\.tsx?$/.test(file) && /\brulesToFields\b/.test(text))
        yield [file, 'rulesToFields has a known hole (CVE-2026-111172)'];
    }
  },
  plants: [
    [
      'package-lock.json',
      JSON.stringify({
        packages: {
          'node_modules/@casl/ability': { version: '7.0.1' },
          'node_modules/a/node_modules/undici': { version: '8.12.1' },
        },
      }),
    ],
    [
      'package-lock.json',
      JSON.stringify({
        packages: {
          'node_modules/@casl/ability': { version: '7.0.1' },
          'node_modules/http-proxy': { version: '99.0.0' },
        },
      }),
    ],
    ['package-lock.json', JSON.stringify({ packages: { 'node_modules/@casl/ability': { version: '7.0.2' } } })],
    [
      'package-lock.json',
      JSON.stringify({
        packages: {
          'node_modules/@casl/ability': { version: '7.0.1' },
          'node_modules/fastify': { version: '5.12.6-rc.1' },
        },
      }),
    ],
    ['libs/platform/authz/planted.ts', "import { rulesToFields } from '@casl/ability/extra';"],
  ],
};
