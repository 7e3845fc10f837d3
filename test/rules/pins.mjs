// SPDX-License-Identifier: EUPL-1.2
import { missingBinaries } from './lock-is-whole.mjs';

/** What a stranger's `npm ci` installs is what we tested: exact versions, a whole lock, install scripts by name only. */
export const pins = {
  name: 'versions are exact, the lock is whole, install scripts are named',
  *problems(tree) {
    const manifest = JSON.parse(tree.get('package.json'));
    const lock = JSON.parse(tree.get('package-lock.json'));
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (!/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        yield ['package.json', `${name} ${version}: pin one exact version`];
    }
    for (const { name, place } of missingBinaries(lock)) {
      yield [
        'package-lock.json',
        `${place} names ${name}, the lock does not. Mend: node test/rules/lock-is-whole.mjs --write`,
      ];
    }
    for (const [place, { hasInstallScript }] of Object.entries(lock.packages)) {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (hasInstallScript && !(name in (manifest.allowScripts ?? {}))) {
        yield ['package.json', `${name} runs a script when installed: allow or refuse it in "allowScripts"`];
      }
    }
    for (const [place, { resolved }] of Object.entries(lock.packages)) {
      if (resolved && !resolved.startsWith('https://registry.npmjs.org/'))
        yield ['package-lock.json', `${place} comes from a foreign host`];
    }
  },
  plants: [
    ['package.json', JSON.stringify({ dependencies: { a: '^1.0.0' } })],
    [
      'package-lock.json',
      JSON.stringify({
        packages: { 'node_modules/a': { version: '1.0.0', optionalDependencies: { 'a-linux-x64': '1.0.0' } } },
      }),
    ],
    [
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/planted': { version: '1.0.0', hasInstallScript: true } } }),
    ],
    [
      'package-lock.json',
      JSON.stringify({
        packages: { 'node_modules/planted': { version: '1.0.0', resolved: 'https://example.org/a.tgz' } },
      }),
    ],
  ],
};
