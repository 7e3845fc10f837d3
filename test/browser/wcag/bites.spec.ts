// SPDX-License-Identifier: EUPL-1.2
// Each check finds the fault that is planted for it, and nothing on a page without one.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../chromium.ts';
import { walk } from './keyboard.ts';
import { errorsNamed, pageChecks } from './page-checks.ts';

jest.setTimeout(240_000);

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
});
afterAll(() => browser?.close());

const show = (body: string) =>
  page.setContent(`<!doctype html><html lang="sv" dir="ltr"><head><title>Sida</title><style>
    :root { --ds-color-focus-outer: #26211b } body { margin: 0; background: #fff }
    :focus-visible { outline: 3px solid #26211b; outline-offset: 3px }
    </style></head><body><main><h1>Sida</h1>${body}</main>
    <footer class="shell-foot"><a href="tel:112">Ring</a></footer></body></html>`);

const good = `<button>Ett</button> <a href="#a">Två</a>
  <label>Tre <input style="border: 1px solid #555"></label>
  <label><input type="radio" name="r"> Fyra</label> <label><input type="radio" name="r"> Fem</label>
  <details><summary>Sex</summary><button>Sju</button></details>`;

const planted: Readonly<Record<keyof typeof pageChecks, string>> = {
  '1.4.4 text 200 %': '<p style="height: 26px; overflow: hidden; font-size: 1rem; line-height: 1.4">Ett ord</p>',
  '1.4.10 reflow': '<div style="width: 400px">Bred</div>',
  '1.4.11 edges': '<input aria-label="Namn" style="border: 1px solid #eee; background: #fff">',
  '1.4.12 text spacing':
    '<p style="font-family: monospace; width: 11ch; white-space: nowrap; overflow: hidden">Elva tecken</p>',
  '2.5.7 no dragging': '<div draggable="true">Dra mig</div>',
  '3.2.6 help': '<footer class="shell-foot"><a href="/about">Om oss</a></footer>',
  'reduced motion':
    '<style>@keyframes a { to { opacity: 0.5 } }</style><p style="animation: a 1s infinite">Blinkar</p>',
};

const onTheWay: readonly (readonly [fault: RegExp, body: string])[] = [
  [/2\.1\.1 keyboard/, '<button onfocus="this.blur()">Når man inte</button>'],
  [
    /2\.1\.2 trap/,
    '<button onkeydown="event.key === `Tab` && event.preventDefault()">Fast</button><a href="#b">Ut</a>',
  ],
  [/2\.4\.3 order/, '<button tabindex="2">Sedan</button><button tabindex="1">Först</button>'],
  [/2\.4\.7 mark: nothing is drawn/, '<style>b, button { outline: none !important }</style><button>Omärkt</button>'],
  [
    /2\.4\.7 mark: .* looks the same/,
    '<style>button { outline: none !important; box-shadow: 0 0 4px #000 }</style><button>Alltid märkt</button>',
  ],
  [
    /2\.4\.11 hidden/,
    '<button>Under</button><div style="position: fixed; inset: 0; background: #fff; z-index: 9">Över</div>',
  ],
];

describe('a page without a fault', () => {
  test('nothing is found on it', async () => {
    await show(good);
    const found: string[] = [];
    for (const check of Object.values(pageChecks)) found.push(...(await check(page)));
    expect([...found, ...(await walk(page, new Set()))]).toEqual([]);
  });
});

describe('a planted fault is found', () => {
  test.each(Object.entries(planted))('%s', async (name, body) => {
    await show(body);
    expect(await pageChecks[name as keyof typeof pageChecks](page)).not.toEqual([]);
  });

  test.each(onTheWay)('with the keyboard: %s', async (fault, body) => {
    await show(body);
    expect((await walk(page, new Set())).join('\n')).toMatch(fault);
  });

  test('an error that no field is described by, or that the cursor is not at', async () => {
    await show('<div class="ds-validation-message" id="e">Skriv ett namn.</div><input aria-label="Namn">');
    expect((await errorsNamed(page)).join('\n')).toMatch(/no field is described/);
    await show(
      '<div class="ds-validation-message" id="e">Skriv ett namn.</div><input aria-label="Namn" aria-invalid="true" aria-describedby="e">',
    );
    expect(await errorsNamed(page)).toEqual(['the cursor does not stand in the first wrong field']);
    await page.locator('input').focus();
    expect(await errorsNamed(page)).toEqual([]);
  });
});
