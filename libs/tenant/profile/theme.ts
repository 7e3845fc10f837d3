// SPDX-License-Identifier: EUPL-1.2
import type { Color } from '@digdir/designsystemet/color';
import { fingerprint } from '#platform/http';

export interface Theme {
  css: string;
  /** Changes when the colour does; fit for an ETag. */
  hash: string;
}

const hexColour = /^#[0-9a-f]{6}$/i;

const declare = (colours: Color[], only?: (name: string) => string): string =>
  colours
    .map(({ name, hex }) => {
      const source = only?.(name) ?? name;
      return `--ds-color-accent-${name}:${source === name ? hex : `var(--ds-color-accent-${source})`}`;
    })
    .join(';');

/** In light mode with raised contrast the quiet steps give way to the clear ones. */
const stronger = (name: string): string =>
  ({
    'text-subtle': 'text-default',
    'border-subtle': 'border-strong',
    'border-default': 'border-strong',
  })[name] ?? name;

/** The tenant's whole palette from one colour; legible whatever the colour is. */
export async function themeFor(colour: string): Promise<Theme> {
  if (!hexColour.test(colour)) throw new RangeError('colour must look like #a3004b');
  // Nearly five hundred modules, which a process that shows nobody a colour need not load.
  const { generateColorSchemes } = await import('@digdir/designsystemet/color');
  const { light, dark, contrast } = generateColorSchemes(colour.toLowerCase() as `#${string}`);
  const css = [
    `:root,[data-color-scheme=light],[data-color-scheme=auto]{${declare(light)}}`,
    `[data-color-scheme=dark]{${declare(dark)}}`,
    `@media (prefers-contrast:more){[data-color-scheme=auto]{${declare(light, stronger)}}}`,
    `@media (prefers-color-scheme:dark){[data-color-scheme=auto]{${declare(dark)}}}`,
    `@media (prefers-color-scheme:dark) and (prefers-contrast:more){[data-color-scheme=auto]{${declare(contrast)}}}`,
  ].join('\n');
  return { css, hash: fingerprint(css) };
}
