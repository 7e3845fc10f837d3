// SPDX-License-Identifier: EUPL-1.2
import type { LogoAddresses } from './logo.service.ts';

interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: 'maskable';
}

/** What a phone shows below an icon before it cuts. */
const roomBelowAnIcon = 12;

/** As many whole words as there is room for, or as much of the first as there is. */
export function shortName(name: string): string {
  let short = '';
  for (const word of name.split(/\s+/)) {
    const longer = `${short} ${word}`.trim();
    if (longer.length > roomBelowAnIcon) break;
    short = longer;
  }
  return short || [...name].slice(0, roomBelowAnIcon).join('');
}

const ours: readonly Icon[] = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
];

function iconsOf(logo: LogoAddresses): readonly Icon[] {
  const [small, large, maskable] = [logo['icon-192'], logo['icon-512'], logo['icon-maskable']];
  if (!small || !large || !maskable) return ours;
  return [
    { src: small, sizes: '192x192', type: 'image/png' },
    { src: large, sizes: '512x512', type: 'image/png' },
    { src: maskable, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ];
}

/** The tenant's web app as a phone installs it. */
export const webManifest = (tenant: { readonly name: string; readonly colour: string }, logo: LogoAddresses) => ({
  id: '/',
  name: tenant.name,
  short_name: shortName(tenant.name),
  description: 'Be om hjälp. Hjälp någon. Ta i hand på det.',
  lang: 'sv',
  dir: 'auto',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#faf8f5',
  theme_color: tenant.colour,
  icons: iconsOf(logo),
});
