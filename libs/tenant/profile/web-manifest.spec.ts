// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { shortName, webManifest } from './web-manifest.ts';

test.each([
  ['Röda Korset Helsingborg', 'Röda Korset'],
  ['Helsingborgs stad', 'Helsingborgs'],
  ['Melhus IL', 'Melhus IL'],
  ['Grannhjälpsföreningen', 'Grannhjälpsf'],
  ['😀😀😀😀😀😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀😀😀😀😀😀'],
])('below the icon %s is called %s', (name, short) => {
  expect(shortName(name)).toBe(short);
});

const tenant = { name: 'Röda Korset Helsingborg', colour: '#a3004b' };
const icons = { 'icon-192': '/a', 'icon-512': '/b', 'icon-maskable': '/c' };

test("the tenant's name and colour, and Handslag's icons until there is a logo that is fit for one", () => {
  expect(webManifest(tenant, { header: '/x' })).toMatchObject({
    name: 'Röda Korset Helsingborg',
    short_name: 'Röda Korset',
    theme_color: '#a3004b',
    lang: 'sv',
  });
  expect(webManifest(tenant, { header: '/x' }).icons).toEqual(webManifest(tenant, {}).icons);
  expect(webManifest(tenant, {}).icons[0]!.src).toBe('/icon-192.png');
  expect(webManifest(tenant, { header: '/x', ...icons }).icons.map(({ src }) => src)).toEqual(['/a', '/b', '/c']);
});
