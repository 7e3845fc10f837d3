// SPDX-License-Identifier: EUPL-1.2
import type { Metadata, Sharp, SharpInput, SharpOptions } from 'sharp';
import { Invalid } from '#kernel';

type Open = (input: SharpInput, options?: SharpOptions) => Sharp;

/** What may be sent, and how a refusal is worded. */
interface Taken {
  /** The first word of the codes: `logo.too-large`. */
  readonly words: 'logo' | 'purchase-photo';
  readonly pointer: string;
  readonly bytes: number;
  /** The longest side, in pixels. */
  readonly pixels: number;
}

export interface Opened {
  readonly open: Open;
  readonly sent: Buffer;
  readonly format: string | undefined;
}

let library: Promise<Open> | undefined;

/** Native code: loaded with the first picture, and allowed to read three kinds of pictures and nothing else. */
const openLibrary = (): Promise<Open> =>
  (library ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
    });
    sharp.cache(false);
    return sharp;
  }));

/** How PNG, JPEG and WebP files begin. */
const kinds = /^(\x89PNG\r\n|\xff\xd8\xff|RIFF.{4}WEBP)/s;

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

function refuse({ words, pointer }: Taken, code: string, values?: Record<string, number>): never {
  throw new Invalid(`${words}.${code}`, { pointer, ...(values ? { values } : {}) });
}

/** What can be said of what was sent without opening it. @throws Invalid too-large, not-a-picture, wrong-kind */
export function expectFile(sent: unknown, taken: Taken): asserts sent is Buffer {
  if (!Buffer.isBuffer(sent) || sent.length === 0) refuse(taken, 'not-a-picture');
  if (sent.length > taken.bytes) refuse(taken, 'too-large', { bytes: taken.bytes });
  const beginning = sent.subarray(0, 1024).toString('latin1');
  if (kinds.test(beginning)) return;
  refuse(taken, otherKinds.some((kind) => kind.test(beginning)) ? 'wrong-kind' : 'not-a-picture');
}

/**
 * Draws what was sent anew. Nothing of the file itself is kept: no description, no place where it was taken, nothing
 * hidden behind the picture, no movement. See docs/adr/0015.
 * @param sent a PNG, JPEG or WebP file, whatever it is said to be.
 * @throws Invalid too-large, not-a-picture, wrong-kind, too-many-pixels, after the word for what was sent
 */
export async function drawAnew<Drawn>(
  sent: unknown,
  taken: Taken,
  draw: (opened: Opened) => Promise<Drawn>,
): Promise<Drawn> {
  expectFile(sent, taken);
  const open = await openLibrary();
  const { format, width, height } = await open(sent)
    .metadata()
    .catch((): Metadata => refuse(taken, 'not-a-picture'));
  if (Math.max(width, height) > taken.pixels) return refuse(taken, 'too-many-pixels', { pixels: taken.pixels });
  try {
    return await draw({ open, sent, format });
  } catch {
    return refuse(taken, 'not-a-picture');
  }
}
