// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// What no page shows by itself: what happens on the way from one to the next.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cast } from './cast.ts';
import { settled } from './views.ts';

type Way = (cast: Cast) => Promise<string[]>;
const phone = { width: 390, height: 844 };

/** Those of these sentences that are not so. */
const untrue = (sentences: Readonly<Record<string, boolean>>) =>
  Object.entries(sentences)
    .filter(([, so]) => !so)
    .map(([sentence]) => `not so: ${sentence}`);

/** 3.3.4, 3.3.7 and 4.1.3, with the ordinary ask: looked at before it is sent, kept when one goes back, told when it is done. */
const asking: Way = async (cast) => {
  const visitor = await cast.who('samira');
  const { page } = visitor;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.setViewportSize(phone);
  await page.evaluate(() => localStorage.setItem('handslag.language', 'sv'));
  await visitor.open('/ask');
  await settled(page);
  let sent = 0;
  const count = (request: { method: () => string; url: () => string }) => {
    if (request.method() === 'POST' && /\/requests$/.test(request.url())) sent += 1;
  };
  page.on('request', count);
  const words = page.locator('main textarea').first();
  await page.locator('main input[type=radio]').nth(1).check();
  await words.fill('Hjälp att bära in en hylla.');
  await visitor.button('Fortsätt').click();
  await visitor.see('Så här blir det');
  await visitor.button('Skicka').waitFor();
  const looked = sent === 0 && (await page.locator('main').innerText()).includes('Hjälp att bära in en hylla.');
  const focus = () => page.evaluate(() => document.activeElement?.tagName === 'H1');
  await page.getByRole('link', { name: 'Ändra' }).first().click();
  await words.waitFor();
  const kept = (await words.inputValue()) === 'Hjälp att bära in en hylla.';
  const chosen = await page.locator('main input[type=radio]').nth(1).isChecked();
  await visitor.button('Fortsätt').click();
  await visitor.button('Skicka').click();
  const told = page.locator('[role=status]').filter({ hasText: 'Skickat.' });
  await told.first().waitFor();
  await page.waitForURL('**/requests/*');
  await settled(page);
  const landed = await focus();
  page.off('request', count);
  const back = await visitor.button('Ta tillbaka').count();
  return untrue({
    '3.3.4 what will be sent is shown first, and nothing has been sent': looked,
    '3.3.4 what was sent can be taken back': back > 0,
    '3.3.7 what was written is still there when one goes back to change it': kept && chosen,
    '4.1.3 that it is sent is said in a status, once sent': sent === 1 && (await told.count()) > 0,
    '2.4.3 on a new page the focus is at its heading': landed,
  });
};

/** 2.4.3: a dialog takes the focus, gives it back, and Escape ends it. */
const dialogs: Way = async (cast) => {
  const visitor = await cast.who('jonas');
  const { page } = visitor;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => localStorage.setItem('handslag.language', 'sv'));
  await visitor.open('/me');
  const opener = visitor.button('Ta bort mig');
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  const inside = await page.evaluate(
    () => document.querySelector('dialog[open]')?.contains(document.activeElement) === true,
  );
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  const given = await opener.evaluate((one) => one === document.activeElement);
  return untrue({
    '2.4.3 the focus is in the dialog when it opens': inside,
    '2.4.3 Escape closes it, and the focus is where it was': given,
  });
};

/** 4.1.3: an act that fails is told at once; 3.3.1, in words. */
const refused: Way = async (cast) => {
  const visitor = await cast.who('jonas');
  const { page } = visitor;
  await visitor.open('/me');
  await page.route('**/api/v1/me', (one) =>
    one.request().method() === 'PATCH'
      ? one.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"unavailable"}' })
      : one.continue(),
  );
  await visitor.button('Spara namn').click();
  const alert = page.getByRole('alert');
  await alert.first().waitFor();
  const words = (await alert.first().innerText()).trim();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return untrue({ '4.1.3 a failed act is told in an alert, in words': words.length > 10 });
};

/** 3.1.1 and 3.1.2: the page changes its language and its direction, without being loaded anew. */
const languages: Way = async (cast) => {
  const { page, origin } = await cast.who('stranger');
  await page.goto(origin);
  await settled(page);
  const faults: string[] = [];
  for (const [name, lang, dir] of [
    ['English', 'en', 'ltr'],
    ['العربية', 'ar', 'rtl'],
    ['Lätt svenska', 'sv-simple', 'ltr'],
    ['Svenska', 'sv', 'ltr'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
    const is = await page.evaluate(() => ({ dir: document.documentElement.dir, title: document.title }));
    const own = await page.getByRole('button', { name, exact: true }).getAttribute('lang');
    faults.push(
      ...untrue({
        [`3.1.1 ${name} is read ${dir}`]: is.dir === dir,
        [`3.1.2 ${name} is named in its own language`]: own === lang,
      }),
    );
  }
  return faults;
};

/** Forced colours: what is chosen can still be told from what is not, and so can what has the focus. */
const forced: Way = async (cast) => {
  const visitor = await cast.who('samira');
  const { page } = visitor;
  await visitor.open('/ask');
  await settled(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const look = (nth: number) =>
    page.locator('main .tile').nth(nth).screenshot({ animations: 'disabled', caret: 'hide' });
  const radio = page.locator('main .tile input').first();
  const plain = await look(0);
  await radio.check();
  await page.locator('main h1').evaluate((one: HTMLElement) => one.focus());
  const chosen = await look(0);
  const chip = page.locator('main label.chip');
  const chipPicture = async (nth: number) => {
    const { x, y, width, height } = (await chip.nth(nth).boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    return { clip: { x, y, width, height } };
  };
  await chip.nth(1).scrollIntoViewIfNeeded();
  const before = await page.screenshot(await chipPicture(1));
  await chip.nth(1).click();
  await page.locator('main h1').evaluate((one: HTMLElement) => one.focus({ preventScroll: true }));
  const after = await page.screenshot(await chipPicture(1));
  await page.emulateMedia({ forcedColors: null });
  return untrue({
    'forced colours: a chosen tile looks chosen': !plain.equals(chosen),
    'forced colours: a chosen chip looks chosen': !before.equals(after),
  });
};

const sources = path.resolve(import.meta.dirname, '../../../apps/web/src');
const drags = /\bdraggable\b|\bonDrag|\bonPointerMove\b|\bonTouchMove\b|['"](drag|pointermove|touchmove)/;

/** 2.5.7: no script listens for a drag. */
const drag: Way = async () =>
  readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && drags.test(readFileSync(path.join(sources, file), 'utf8')))
    .map((file) => `${file} listens for dragging`);

export const ways = {
  'asking: looked at before, kept, told after': asking,
  'dialogs take the focus and give it back': dialogs,
  'what fails is told': refused,
  'languages and their direction': languages,
  'forced colours': forced,
  'nothing listens for dragging': drag,
} as const satisfies Record<string, Way>;
