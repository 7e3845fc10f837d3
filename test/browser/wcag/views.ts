// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// In what ways a page is looked at, and in what states.
import type { APIResponse, Page, Route as PlaywrightRoute } from 'playwright-core';
import type { Visitor } from '../visitor.ts';
import type { Route } from './routes.ts';

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const schemes = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'light', contrast: 'more' },
} as const;

export interface View {
  readonly language: 'sv' | 'ar';
  readonly size: keyof typeof sizes;
  readonly scheme: keyof typeof schemes;
}

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[];

/** The language last, as changing it means to open the page anew. */
export const views: readonly View[] = (['sv', 'ar'] as const).flatMap((language) =>
  keys(sizes).flatMap((size) => keys(schemes).map((scheme) => ({ language, size, scheme }))),
);

/** Until everything is there, and stands still: what moves or fades has other colours than it will have. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('h1, main .notice') && !document.querySelector('.ghost'));
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

async function wear(page: Page, { size, scheme }: View): Promise<void> {
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia(schemes[scheme]);
}

/** The page as somebody with these wishes has it before them, without loading it anew. */
export async function dress(page: Page, view: View): Promise<void> {
  await wear(page, view);
  await settled(page);
}

export const states = ['filled', 'empty', 'error', 'missing', 'dialog'] as const;
export type State = (typeof states)[number];

/** What this route can be in: not every page has a form or a dialog. */
export const statesOf = (route: Route): State[] =>
  route.leadsOn
    ? ['filled']
    : states.filter((state) => (state !== 'missing' || route.submit) && (state !== 'dialog' || route.dialog));

/** Who one is and where one is are always answered. */
const always = /^\/api\/v1\/(tenant|me|notices\/count|terms\/current)$/;
const asked = (url: URL) => url.pathname.startsWith('/api/v1/') && !always.test(url.pathname);

/** What the server says. Names under localhost mean this machine to the browser, but not to Node everywhere. */
export async function forward(one: PlaywrightRoute): Promise<APIResponse> {
  const url = new URL(one.request().url());
  const headers = { ...(await one.request().allHeaders()), host: url.host };
  url.hostname = '127.0.0.1';
  return one.fetch({ url: url.href, headers });
}

async function answer(one: PlaywrightRoute, state: 'empty' | 'error'): Promise<void> {
  if (one.request().method() !== 'GET') return one.continue();
  if (state === 'error')
    return one.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"unavailable"}' });
  const response = await forward(one);
  const isJson = response.headers()['content-type']?.includes('json');
  const said = (isJson ? await response.json() : undefined) as { items?: unknown } | undefined;
  if (Array.isArray(said)) return one.fulfill({ response, json: [] });
  if (Array.isArray(said?.items)) return one.fulfill({ response, json: { ...said, items: [], next: null } });
  return one.fulfill({ response });
}

/**
 * Opens the address in that language and state. What the server answers is its own, but for two states: in `empty` each
 * list has lost its items on the way, in `error` all has failed. `missing` is a form sent with nothing in it.
 */
export async function show(
  { page, origin }: Visitor,
  address: string,
  { view, state, route }: { view: View; state: State; route: Route },
): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate((language) => {
    localStorage.setItem('handslag.language', language);
    for (const key of Object.keys(localStorage)) if (key.startsWith('handslag.draft.')) localStorage.removeItem(key);
  }, view.language);
  if (state === 'empty' || state === 'error')
    await page.route(asked, (one) => answer(one, state).catch(() => undefined));
  await wear(page, view);
  await page.goto(new URL(address, origin).href);
  await settled(page);
  if (state === 'missing') {
    if (route.unfold)
      await page.evaluate((folds) => {
        for (const one of document.querySelectorAll<HTMLDetailsElement>(folds)) one.open = true;
      }, route.unfold);
    await page
      .locator(route.submit as string)
      .first()
      .click();
    await page.locator('.ds-validation-message').first().waitFor();
  }
  if (state === 'dialog') {
    await page
      .locator(route.dialog as string)
      .first()
      .click();
    await page.locator('dialog[open] h2').waitFor();
  }
  await settled(page);
}
