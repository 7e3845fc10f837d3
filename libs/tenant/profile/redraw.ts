// SPDX-License-Identifier: EUPL-1.2
import type { Metadata, Sharp, SharpInput, SharpOptions } from 'sharp';
import { Invalid } from '#kernel';
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
type Open = (input: SharpInput, options?: SharpOptions) => Sharp;

let library: Promise<Open> | undefined;

/** Native code: loaded with the first logo, and allowed to read three kinds of pictures and nothing else. */
const openLibrary = (): Promise<Open> =>
  (library ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
    });
    sharp.cache(false);
    return sharp;
  }));

/** Pictures we know and do not take, by how their files begin; only so that the refusal can say the right thing. */
const otherKinds = [
  /^GIF8/,
  /^BM/,
  /^(II\*\0|MM\0\*)/,
  /^.{4}ftyp(avi|hei|mif)/s,
  /^\0\0\x01\0/,
  /^%PDF/,
  /<svg[\s>]/i,
];

const refuse = (code: string, values?: Record<string, number>): never => {
  throw new Invalid(code, { pointer: '/logo', ...(values ? { values } : {}) });
};

/**
 * Draws what was sent anew, for each place where a logo is shown. Nothing of the file itself is kept: no description,
 * no place where it was taken, nothing hidden behind the picture, no movement. See docs/adr/0015.
 * @param sent a PNG, JPEG or WebP file, whatever it is said to be.
 * @throws Invalid logo.too-large, logo.not-a-picture, logo.wrong-kind, logo.too-many-pixels
 */
export async function redraw(sent: unknown): Promise<readonly Drawing[]> {
  if (!Buffer.isBuffer(sent) || sent.length === 0) return refuse('logo.not-a-picture');
  if (sent.length > largestFile) return refuse('logo.too-large', { bytes: largestFile });
  const open = await openLibrary();
  const { format, width, height } = await open(sent)
    .metadata()
    .catch((): Metadata => {
      const beginning = sent.subarray(0, 1024).toString('latin1');
      return refuse(otherKinds.some((kind) => kind.test(beginning)) ? 'logo.wrong-kind' : 'logo.not-a-picture');
    });
  if (Math.max(width, height) > longestSide) return refuse('logo.too-many-pixels', { pixels: longestSide });
  try {
    return await drawings(open, sent, format === 'jpeg');
  } catch {
    return refuse('logo.not-a-picture');
  }
}

async function drawings(open: Open, sent: Buffer, photograph: boolean): Promise<readonly Drawing[]> {
  const { data: whole, info } = await open(sent)
    .autoOrient()
    .resize({ width: 512, height: 512, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
  const shown = await open(whole)
    .resize({ ...header, fit: 'inside', withoutEnlargement: true })
    .webp(photograph ? { quality: 90 } : { lossless: true })
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
