// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// What no page shows by itself: what happens on the way from one to the next.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { axeFaults } from '../axe.ts';
import { ask, type Cast } from './cast.ts';
import { forward, settled } from './views.ts';

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
  // The address is new before the page is.
  const back = await visitor
    .button('Ta tillbaka')
    .waitFor()
    .then(
      () => true,
      () => false,
    );
  await settled(page);
  const landed = await focus();
  page.off('request', count);
  return untrue({
    '3.3.4 what will be sent is shown first, and nothing has been sent': looked,
    '3.3.4 what was sent can be taken back': back,
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

/** 2.4.3: a message that is closed, or a line that is deleted, does not take the focus with it. */
const takenAway: Way = async (cast) => {
  const visitor = await cast.who('jonas');
  const { page } = visitor;
  const [from, to] = [2, 3].map((hours) => new Date(Date.now() + (hours + 24) * 3_600_000).toISOString());
  await ask(visitor, '/me/availability', 'POST', { from, to });
  await visitor.open('/when');
  await settled(page);
  const remove = page.locator('main .list button');
  const lines = await remove.count();
  const focusIs = (what: string) => page.evaluate((selector) => document.activeElement?.matches(selector), what);
  await remove.first().focus();
  await page.keyboard.press('Enter');
  await visitor.button('Ångra').focus();
  await page.keyboard.press('Enter');
  await visitor.button('Ångra').waitFor({ state: 'detached' });
  const back = await focusIs('main .list button');
  await page.keyboard.press('Enter');
  await page.locator('.announce').getByRole('button', { name: 'Stäng' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => document.querySelectorAll('main .list button').length < before, lines);
  await settled(page);
  return untrue({
    '2.4.3 a message that goes gives the focus back': back === true,
    '2.4.3 when a line is deleted the focus is at the heading of the others': (await focusIs('main h2')) === true,
  });
};

/** 4.1.3: who says that they can help is told that it is heard, and does not lose their place on the page. */
const accepting: Way = async (cast) => {
  const visitor = await cast.who('jonas');
  const { page } = visitor;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await visitor.open('/requests');
  await settled(page);
  await visitor.button('Jag kan hjälpa').first().focus();
  await page.keyboard.press('Enter');
  const told = page.locator('.announce[role=status]').filter({ hasText: /\S/ });
  await told.waitFor();
  await page.waitForLoadState('networkidle');
  await settled(page);
  return untrue({
    '4.1.3 that an offer is made is said in a status': (await told.count()) > 0,
    '2.4.3 the focus is still somewhere': await page.evaluate(() => document.activeElement !== document.body),
  });
};

/** 2.2.1: whoever works here is told before they are signed out, and stays with one press. */
const sessionEnd: Way = async (cast) => {
  const visitor = await cast.who('maria');
  const { page } = visitor;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => localStorage.setItem('handslag.language', 'sv'));
  // Half an hour is not waited for: what is left is less on the way from the server, until somebody touches the page.
  let soon: string | undefined = new Date(Date.now() + 90_000).toISOString();
  await page.route('**/api/v1/me/sessions', async (one) => {
    const response = await forward(one);
    const said = (await response.json()) as { items: { endsAt: string }[] };
    return one.fulfill({
      response,
      json: { ...said, items: said.items.map((item) => ({ ...item, endsAt: soon ?? item.endsAt })) },
    });
  });
  await visitor.open('/board');
  const warning = page.locator('dialog[open]');
  await warning.waitFor();
  await settled(page);
  const inside = await warning.evaluate((one) => one.contains(document.activeElement));
  const words = await warning.innerText();
  const faults = await axeFaults(page);
  soon = undefined;
  const asked = page.waitForResponse('**/api/v1/me/sessions');
  await page.getByRole('button', { name: 'Jag är kvar' }).last().click();
  await warning.waitFor({ state: 'detached' });
  const stays = (await (await asked).json()) as { items: { current: boolean; endsAt: string }[] };
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return faults.concat(
    untrue({
      '2.2.1 the warning says when, and has the focus': /loggas du ut/.test(words) && inside,
      '2.2.1 one press, and there is time again': stays.items.some(
        (one) => one.current && Date.parse(one.endsAt) > Date.now() + 1_000_000,
      ),
    }),
  );
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
  'who says yes is told that it is heard': accepting,
  'what is taken away leaves the focus near': takenAway,
  'whoever is about to be signed out is told': sessionEnd,
  'what fails is told': refused,
  'languages and their direction': languages,
  'forced colours': forced,
  'nothing listens for dragging': drag,
} as const satisfies Record<string, Way>;
