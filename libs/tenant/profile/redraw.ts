// SPDX-License-Identifier: EUPL-1.2
import { drawAnew, type Opened } from './draw-anew.ts';
import type { LogoPlace } from './logo-picture.entity.ts';

/** Bytes. */
export const largestFile = 1024 * 1024;
/** Pixels. */
const longestSide = 4096;
/** The header's place is 10 by 2.25 rem at most; this is three times a phone's pixels. */
const header = { width: 480, height: 120 };
/** What is longer than twice its breadth, or smaller than this, makes a poor icon: then Handslag's own stays. */
const fitForIcon = ({ width, height }: Size) =>
  Math.max(width, height) >= 192 && Math.max(width, height) <= 2 * Math.min(width, height);
const background = '#ffffff';

export interface Drawing {
  readonly place: LogoPlace;
  readonly type: 'image/webp' | 'image/png';
  readonly content: Buffer;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a logo anew, for each place where it is shown. @throws Invalid with a `logo.…` code */
export const redraw = (sent: unknown): Promise<readonly Drawing[]> =>
  drawAnew(sent, { words: 'logo', pointer: '/logo', bytes: largestFile, pixels: longestSide }, drawings);

async function drawings({ open, sent, format }: Opened): Promise<readonly Drawing[]> {
  const { data: whole, info } = await open(sent)
    .autoOrient()
    .resize({ width: 512, height: 512, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
  const shown = await open(whole)
    .resize({ ...header, fit: 'inside', withoutEnlargement: true })
    .webp(format === 'jpeg' ? { quality: 90 } : { lossless: true })
    .toBuffer();
  const drawn: Drawing[] = [{ place: 'header', type: 'image/webp', content: shown }];
  if (!fitForIcon(info)) return drawn;
  const icon = async (place: LogoPlace, side: number, share: number): Promise<Drawing> => {
    const inner = Math.round(side * share);
    const [before, after] = [Math.floor((side - inner) / 2), Math.ceil((side - inner) / 2)];
    const content = await open(whole)
      .flatten({ background })
      .resize({ width: inner, height: inner, fit: 'contain', background })
      .extend({ top: before, left: before, bottom: after, right: after, background })
      .png({ palette: true })
      .toBuffer();
    return { place, type: 'image/png', content };
  };
  // A maskable icon may be cut to a circle of 80 % of its breadth: a square inside that is 56 % wide.
  return [
    ...drawn,
    await icon('icon-192', 192, 0.84),
    await icon('icon-512', 512, 0.84),
    await icon('icon-maskable', 512, 0.56),
  ];
}
