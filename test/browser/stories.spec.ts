// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { startHouse, type House } from './house.ts';
import { Visitor } from './visitor.ts';

const run = promisify(execFile);
jest.setTimeout(240_000);

let house: House;
let browser: Browser;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchBrowser()]);
});
afterAll(async () => {
  for (const visitor of visitors.values()) await visitor.close();
  await browser?.close();
  await house?.close();
});

/** The named person at the tenant, signed in once for all stories. */
async function person(name: string, origin: string, door: 'private' | 'staff' = 'private'): Promise<Visitor> {
  const known = visitors.get(name + origin);
  if (known) return known;
  const visitor = await Visitor.at(browser, origin, [`http://localhost:${house.portBase + 200}`]);
  await visitor.signIn(name, door);
  visitors.set(name + origin, visitor);
  return visitor;
}

const helsingborg = () => house.town('helsingborg');
const rodakorset = () => house.club('rodakorset');
const astrid = () => person('Astrid Lindqvist', helsingborg());
const jonas = () => person('Jonas Ekström', helsingborg());
const maria = () => person('Maria Nyström', helsingborg(), 'staff');
const ingrid = () => person('Ingrid Månsson', helsingborg(), 'staff');
const anna = () => person('Anna Wikström', rodakorset());
const omar = () => person('Omar Farah', rodakorset());
const lisa = () => person('Lisa Persson', rodakorset());

async function joinGroup(visitor: Visitor, group: string): Promise<void> {
  await visitor.open('/groups');
  const card = visitor.page.getByRole('article').filter({ has: visitor.page.getByRole('heading', { name: group }) });
  await card.waitFor();
  const join = card.getByRole('button', { name: 'Gå med' });
  if (await join.isVisible()) await join.click();
  await card.getByText('Du är med').waitFor();
}

describe('a resident asks, and a neighbour helps', () => {
  const words = 'Kan någon följa med mig till vårdcentralen på torsdag?';

  test('anybody is met in their own language, before signing in', async () => {
    const stranger = await Visitor.at(browser, helsingborg());
    await stranger.look('welcome');
    await stranger.button('العربية').click();
    await stranger.page.waitForFunction(() => document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar');
    await stranger.look('welcome-arabic');
    await stranger.close();
  });

  test('Astrid signs in, accepts the terms and joins the open group where she lives', async () => {
    const visitor = await astrid();
    await joinGroup(visitor, 'Grannhjälp Söder');
    await visitor.look('groups');
    await visitor.open('/');
    await visitor.see('Hej Astrid');
    await visitor.look('home-resident');
  });

  test('she asks in three fields and sees who will see it before anything is sent', async () => {
    const visitor = await astrid();
    await visitor.open('/');
    await visitor.page.getByRole('link', { name: /^Be om hjälp/ }).click();
    await visitor.page.getByRole('radio', { name: /Sällskap på vägen/ }).check();
    await visitor.page.getByLabel('Berätta med egna ord').fill(words);
    await visitor.look('ask');
    await visitor.button('Fortsätt').click();
    await visitor.see(/personer kan läsa det här/);
    await visitor.see(/Grannhjälp Söder: \d+ personer/);
    await visitor.look('ask-review');
    await visitor.button('Skicka').click();
    await visitor.see('Skickat. Vi hör av oss här när någon vill hjälpa.');
    await visitor.look('request-sent');
  });

  test('Jonas browses by kind and area, and answers with one tap, without learning who asks', async () => {
    const visitor = await jonas();
    await joinGroup(visitor, 'Grannhjälp Söder');
    await visitor.open('/requests?serviceType=accompany');
    await visitor.see(words);
    expect(await visitor.page.content()).not.toMatch(/Astrid|Lindqvist/);
    await visitor.look('feed');
    const card = visitor.page.getByRole('article').filter({ hasText: words });
    await card.getByRole('button', { name: 'Jag kan hjälpa' }).click();
    await visitor.see('Tack! Nu vet den som frågar att du vill hjälpa.');
  });

  test('she says yes to him, and they write to each other', async () => {
    const asker = await astrid();
    await asker.open('/mine');
    await asker.page.getByRole('link', { name: new RegExp(words.slice(0, 30)) }).first().click();
    await asker.see('De som vill hjälpa');
    await asker.look('request-offers');
    await asker.button(/Ja tack, Jonas/).click();
    await asker.see('Jonas');
    await asker.page.getByLabel('Ditt meddelande').fill('Tack Jonas! Vi ses vid porten kl. 9.');
    await asker.button('Skicka').click();
    await asker.see('Vi ses vid porten kl. 9.');
    await asker.look('agreement-asker');

    const helper = await jonas();
    await helper.open('/mine');
    await helper.page.getByRole('link', { name: /Astrid|vårdcentralen/ }).first().click();
    await helper.see('Vi ses vid porten kl. 9.');
    await helper.page.getByLabel('Ditt meddelande').fill('Jag kommer!');
    await helper.button('Skicka').click();
    await helper.see('Jag kommer!');
    await helper.look('agreement-helper');
  });

  test('she marks it done and he confirms', async () => {
    const asker = await astrid();
    await asker.button('Det är klart').click();
    await asker.see(/väntar vi på att den andra/);
    const helper = await jonas();
    await helper.page.reload();
    await helper.button('Ja, det stämmer').click();
    await helper.see(/båda håller med/);
  });
});

describe('an association becomes partner without being seen into', () => {
  test('the municipality invites, and gets a link and four words', async () => {
    const visitor = await ingrid();
    await visitor.open('/partners/invite');
    await visitor.look('partner-invite');
    await visitor.button('Skapa inbjudan').click();
    await visitor.see('Inbjudan är klar');
    await visitor.look('partner-invited');
  });

  test('the association compares the words, narrows the grant and accepts', async () => {
    const inviter = await ingrid();
    const link = await inviter.page.locator('input[readonly], output, code').filter({ hasText: /http/ }).first().inputValue().catch(async () =>
      String(await inviter.page.locator('[data-link], input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).find((value) => value.startsWith('http')))));
    const words = await inviter.page.getByRole('list', { name: 'Fyra ord' }).innerText();
    const visitor = await anna();
    await visitor.open('/partners/accept');
    await visitor.page.getByLabel('Länken').fill(link);
    await visitor.button('Titta på inbjudan').click();
    await visitor.see('Helsingborgs stad vill bli partner');
    expect(await visitor.page.getByRole('list', { name: 'Fyra ord' }).innerText()).toBe(words);
    await visitor.look('partner-accept');
    await visitor.page.getByRole('checkbox', { name: /Vi har jämfört de fyra orden/ }).check();
    await visitor.button('Bli partner').click();
    await visitor.see(/Ni är nu partner med Helsingborgs stad/);
  });

  test('she creates a hidden group, invites a leader by link, and reads what the municipality cannot see', async () => {
    const visitor = await anna();
    await visitor.open('/groups/new');
    await visitor.page.getByLabel('Namn').fill('Följeslagarna');
    await visitor.page.getByRole('radio', { name: /Finns inte för den som inte är inbjuden|Dold/ }).check();
    await visitor.look('group-new');
    await visitor.button('Skapa gruppen').click();
    await visitor.see('Följeslagarna är skapad');
    await visitor.open('/');
    await visitor.see('Kommunen ser inte detta');
    await visitor.look('home-association');
  });
});
