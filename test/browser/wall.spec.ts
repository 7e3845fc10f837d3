// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beginStory } from './story.ts';
import { Visitor } from './visitor.ts';

const run = promisify(execFile);
const story = beginStory(400_000);
let lawyer: Visitor;

beforeAll(async () => {
  lawyer = await Visitor.at(story.browser, story.house.town('helsingborg'));
});

test('a municipal lawyer finds the page from the front page, and reads that nobody has tested it yet', async () => {
  await lawyer.page.getByRole('link', { name: 'Väggen: vad som passerar' }).click();
  await lawyer.page.waitForURL('**/wall?lang=sv');
  await lawyer.see('Väggen har inte prövats på den här installationen än.');
  await lawyer.see('Det finns inget resultat att hämta än.');
  await lawyer.look('wall-never');
});

test('after the examination it says what held, in every language, on a phone and on a desk', async () => {
  const settings = ['municipal', 'civic'].flatMap((plane) => [
    '--settings',
    path.join(story.house.data, plane, 'operator.env'),
  ]);
  await run(process.execPath, ['apps/cli/handslag.mjs', 'prove', ...settings]);
  await lawyer.page.reload();
  await lawyer.see('Allt som prövades höll.');
  await lawyer.look('wall');
  for (const [name, title, direction] of [
    ['English', 'The wall', 'ltr'],
    ['العربية', 'الجدار', 'rtl'],
    ['Lätt svenska', 'Väggen', 'ltr'],
  ] as const) {
    await lawyer.page.getByRole('link', { name }).click();
    await lawyer.page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await lawyer.page.getAttribute('html', 'dir')).toBe(direction);
    await lawyer.look(`wall-${direction}-${title.length}-${name.length}`);
  }
});

test('it needs no script, keeps nothing in the browser, and gives the signed result as a file', async () => {
  const context = await story.browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${story.house.club('rodakorset')}/wall`);
  await page.getByText('Everything that was tested held.').waitFor();
  expect(await context.cookies()).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Get the signed result' }).click(),
  ]);
  const { stdout } = await run(process.execPath, ['apps/cli/handslag.mjs', 'verify', await download.path()]);
  expect(stdout).toContain('Holds: what was tested held.');
  expect(stdout).toContain((await page.locator('.fingerprint').textContent())!.trim());
  await context.close();
});
