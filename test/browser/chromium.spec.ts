// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectNoViolations } from './axe.ts';
import { launchBrowser } from './chromium.ts';

const page = (body: string) =>
  `<!doctype html><html lang="sv"><head><title>Sida</title></head><body><main><h1>Sida</h1>${body}</main></body></html>`;

describe('the browser of the stories', () => {
  let browser: Browser;
  let tab: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    tab = await (await browser.newContext()).newPage();
  });
  afterAll(() => browser?.close());

  test('a good page has no accessibility fault', async () => {
    await tab.setContent(page('<button>Fråga om hjälp</button>'));
    await expectNoViolations(tab);
  });

  test('a planted fault is told with its rule and its element', async () => {
    await tab.setContent(page('<img src="a.png"><button></button>'));
    await expect(expectNoViolations(tab)).rejects.toThrow(/image-alt[\s\S]*button-name|button-name[\s\S]*image-alt/);
  });
});
