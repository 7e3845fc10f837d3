// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const shots = process.env.HANDSLAG_SHOTS;

/** Set HANDSLAG_SHOTS to a folder to get a picture of every page that is looked at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}
