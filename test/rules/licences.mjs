// SPDX-License-Identifier: EUPL-1.2
// What runs in production must be compatible with EUPL-1.2.
const FREE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
]);
/** Compatible, but worth knowing of: weak copyleft used unmodified, fonts, and data. */
const KNOWN = {
  'MPL-2.0': /^(lightningcss(-|$)|web-push$)/,
  'OFL-1.1': /^@fontsource-variable\//,
  'CC-BY-4.0': /^caniuse-lite$/,
  'LGPL-3.0-or-later': /^@img\/sharp-(libvips|wasm32|win32)/,
};

const accepts = (expression, name) => {
  const bare = expression.replace(/[()]/g, '').trim();
  if (bare.includes(' OR ')) return bare.split(' OR ').some((part) => accepts(part, name));
  return bare.split(' AND ').every((part) => FREE.has(part) || KNOWN[part]?.test(name));
};

export const licences = {
  name: 'what runs in production is free and compatible',
  *problems(tree) {
    const lock = JSON.parse(tree.get('package-lock.json'));
    for (const [place, { dev, license }] of Object.entries(lock.packages)) {
      if (place === '' || dev) continue;
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (!license) yield ['package-lock.json', `${name} names no licence`];
      else if (!accepts(license, name))
        yield ['package-lock.json', `${name} is ${license}: is that compatible with EUPL-1.2?`];
    }
  },
  plants: [
    [
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', license: 'BUSL-1.1' } } }),
    ],
    ['package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } })],
    [
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', license: '(MIT AND SSPL-1.0)' } } }),
    ],
  ],
};
