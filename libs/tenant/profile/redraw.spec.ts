// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { errorTitle } from '#contracts';
import { Invalid } from '#kernel';
import { largestFile, redraw, type Drawing } from './redraw.ts';

const red = { r: 200, g: 10, b: 40, alpha: 1 };
const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 4, background: red } });
const at = (drawn: readonly Drawing[], place: string): Drawing => drawn.find((one) => one.place === place)!;
const refusal = (sent: unknown): Promise<unknown> =>
  redraw(sent).then(
    () => 'taken',
    (error: unknown) => (error instanceof Invalid ? [error.code, error.detail] : error),
  );
const pixel = async (picture: Buffer, left: number, top: number): Promise<number[]> => [
  ...(await sharp(picture).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];

describe('what is drawn', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('a square %s serves the header and every icon', async (format) => {
    const drawn = await redraw(await plain(600, 600).toFormat(format).toBuffer());
    const sizes = await Promise.all(
      drawn.map(async ({ place, type, content }) => {
        const { format, width, height } = await sharp(content).metadata();
        expect(type).toBe(`image/${format}`);
        return [place, width, height];
      }),
    );
    expect(sizes).toEqual([
      ['header', 120, 120],
      ['icon-192', 192, 192],
      ['icon-512', 512, 512],
      ['icon-maskable', 512, 512],
    ]);
  });

  test('an icon has air around it, and a maskable one keeps the logo inside the circle that phones cut', async () => {
    const drawn = await redraw(await plain(600, 600).png().toBuffer());
    const large = at(drawn, 'icon-512').content;
    expect(await pixel(large, 256, 256)).toEqual([200, 10, 40]);
    expect(await pixel(large, 20, 256)).toEqual([255, 255, 255]);
    const corner = Math.ceil(256 - (0.8 * 256) / Math.SQRT2) - 1;
    expect(await pixel(at(drawn, 'icon-maskable').content, corner, corner)).toEqual([255, 255, 255]);
    expect(await pixel(at(drawn, 'icon-maskable').content, 130, 130)).toEqual([200, 10, 40]);
  });

  test.each([
    ['a long word mark', 1200, 300, [480, 120]],
    ['a very long one', 2000, 100, [480, 24]],
    ['a small one, which is not blown up', 100, 100, [100, 100]],
  ])('%s is for the header only', async (_, width, height, size) => {
    const drawn = await redraw(await plain(width, height).png().toBuffer());
    expect(drawn.map(({ place }) => place)).toEqual(['header']);
    const shown = await sharp(drawn[0]!.content).metadata();
    expect([shown.width, shown.height]).toEqual(size);
  });

  test('what is clear stays clear in the header', async () => {
    const clear = sharp({ create: { width: 200, height: 60, channels: 4, background: '#00000000' } });
    const { channels } = await sharp((await redraw(await clear.png().toBuffer()))[0]!.content).stats();
    expect(channels[3]!.max).toBe(0);
  });

  test('nothing is kept of who took it, where, and with what; but it is turned the right way up', async () => {
    const sent = await plain(400, 200)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Ada Hemlig' }, IFD3: { GPSLatitude: '56/1 2/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Ada Hemlig</x:xmpmeta>')
      .toBuffer();
    expect(sent.includes('Ada Hemlig')).toBe(true);
    const hidden = Buffer.concat([sent, Buffer.from('<script>Ada Hemlig</script>')]);
    const drawn = await redraw(hidden);
    expect(drawn).toHaveLength(4);
    for (const { content } of drawn) {
      expect(content.includes('Ada Hemlig')).toBe(false);
      const { exif, xmp, icc, iptc, orientation } = await sharp(content).metadata();
      expect([exif, xmp, icc, iptc, orientation]).toEqual(Array.from({ length: 5 }));
    }
    const { width, height } = await sharp(drawn[0]!.content).metadata();
    expect(height).toBeGreaterThan(width);
  });
});

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script></svg>';

  test.each([
    ['SVG, which may carry scripts', () => Buffer.from(svg)],
    ['SVG that begins otherwise', () => Buffer.from(`<?xml version="1.0"?>\n<!-- Logo -->\n${svg}`)],
    ['GIF', () => plain(300, 300).gif().toBuffer()],
    ['TIFF', () => plain(300, 300).tiff().toBuffer()],
    ['AVIF', () => plain(300, 300).avif().toBuffer()],
    ['BMP', () => Buffer.from('BM\x3a\0\0\0', 'latin1')],
    ['HEIC', () => Buffer.from('\0\0\0\x20ftypheic', 'latin1')],
    ['PDF', () => Buffer.from('%PDF-1.7')],
  ])('%s is the wrong kind', async (_, file) => {
    expect(await refusal(await file())).toEqual(['logo.wrong-kind', { pointer: '/logo' }]);
  });

  test.each([
    ['words', () => Buffer.from('Hej!')],
    ['nothing', () => Buffer.alloc(0)],
    ['a body that is no file', () => ({ logo: 'x' })],
    ['no body', () => undefined],
    ['the beginning of a picture', async () => (await plain(300, 300).png().toBuffer()).subarray(0, 200)],
    ['a picture with a hole', async () => (await plain(300, 300).png().toBuffer()).fill(0, 100, 120)],
  ])('%s is not a picture', async (_, file) => {
    expect(await refusal(await file())).toEqual(['logo.not-a-picture', { pointer: '/logo' }]);
  });

  test('one byte too many is too large', async () => {
    const picture = await plain(300, 300).png().toBuffer();
    const padded = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
    expect(await refusal(padded(largestFile))).toBe('taken');
    expect(await refusal(padded(largestFile + 1))).toEqual([
      'logo.too-large',
      { pointer: '/logo', values: { bytes: largestFile } },
    ]);
    expect(errorTitle('logo.too-large', 'sv')).toContain(`${largestFile / 1024 / 1024} MB`);
  });

  test('a small file that unpacks to very many pixels is refused before it is unpacked', async () => {
    const bomb = await plain(4097, 16).png().toBuffer();
    expect(await refusal(bomb)).toEqual(['logo.too-many-pixels', { pointer: '/logo', values: { pixels: 4096 } }]);
    expect(errorTitle('logo.too-many-pixels', 'sv')).toContain('4096');
    expect(await refusal(await plain(4096, 16).png().toBuffer())).toBe('taken');
  });
});
