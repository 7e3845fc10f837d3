// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { themeFor } from './theme.ts';

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const palettes = (css: string): Record<string, string>[] =>
  css.split('\n').map((rule) => {
    const palette: Record<string, string> = {};
    for (const [, name, value] of rule.matchAll(/--ds-color-accent-([a-z-]+):(#[0-9a-f]{6}|var\([^)]+\))/gi))
      palette[name!] = value!;
    for (const [name, value] of Object.entries(palette))
      if (value.startsWith('var(')) palette[name] = palette[value.slice('var(--ds-color-accent-'.length, -1)]!;
    return palette;
  });

const difficult = ['#ffff00', '#ffffff', '#000000', '#a3004b', '#00ff00', '#808080', '#7fd1ae', '#ff0000'];

describe('an organisation cannot choose an illegible colour', () => {
  test.each(difficult)('%s gives readable text and buttons in every scheme', async (colour) => {
    const all = palettes((await themeFor(colour)).css);
    expect(all).toHaveLength(5);
    for (const p of all) {
      expect(contrast(p['base-contrast-default']!, p['base-default']!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(p['text-default']!, p['surface-tinted']!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(p['text-subtle']!, p['background-default']!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(p['text-subtle']!, p['surface-tinted']!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(p['border-default']!, p['background-default']!)).toBeGreaterThanOrEqual(3);
    }
  });

  test('the hash follows the colour', async () => {
    const { hash } = await themeFor('#a3004b');
    expect((await themeFor('#A3004B')).hash).toBe(hash);
    expect((await themeFor('#a3004c')).hash).not.toBe(hash);
  });

  test('only a full hex colour is taken; nothing else can reach the style sheet', async () => {
    for (const bad of ['red', '#fff', '#a3004b;}body{display:none', ''])
      await expect(themeFor(bad)).rejects.toThrow(RangeError);
  });
});
