// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import sharp from 'sharp';

const drawn = new Map<string, Buffer>();

/** Draws a logo for each of these names, of a colour of its own. */
export async function drawLogos(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [r, g, b] = createHash('sha256').update(name).digest();
    const background = { r: r ?? 0, g: g ?? 0, b: b ?? 0, alpha: 1 };
    drawn.set(
      name,
      await sharp({ create: { width: 300, height: 300, channels: 4, background } })
        .png()
        .toBuffer(),
    );
  }
}

export function logoOf(name: string): Buffer {
  const logo = drawn.get(name);
  if (!logo) throw new Error(`No logo was drawn for ${name}`);
  return logo;
}
