// SPDX-License-Identifier: EUPL-1.2
// How long it takes people to do what Handslag is for. Taking a call is measured in intake.spec.ts, in the same way.
/// <reference lib="dom" />
import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { Hands, paces } from './hands.ts';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const run = promisify(execFile);
const story = beginStory();

/** Six digits in the e-ID's own app, which the demo does not ask for. */
const eidCode = { letters: 6 };

/** From whatever page shows the way in, until the terms are accepted, if there are any. */
async function comeIn(visitor: Visitor, hands: Hands, name: string): Promise<void> {
  const { page } = visitor;
  await hands.tap(page.getByText('BankID på den här enheten'));
  await hands.tap(page.getByRole('button', { name }));
  hands.elsewhere(eidCode);
  await page.waitForURL(`${visitor.origin}/**`);
  const invited = visitor.button(/^Tacka ja/);
  const terms = visitor.button('Jag godkänner villkoren');
  const menu = page.getByRole('navigation', { name: 'Meny' }).first();
  await invited.or(terms).or(menu).first().waitFor();
  if (await invited.isVisible()) {
    await hands.tap(invited);
    await terms.or(menu).first().waitFor();
  }
  if (await terms.isVisible()) {
    await hands.read(page.locator('.card-tinted'));
    await hands.tap(terms);
    await menu.waitFor();
  }
}

test('a stranger follows a link and has asked: within 60 seconds, with at most 3 fields', async () => {
  const visitor = await story.visitor();
  const { page } = visitor;
  const hands = new Hands(visitor, paces.phone);
  await visitor.open('/');
  await comeIn(visitor, hands, 'Astrid Lindqvist');
  await hands.tap(page.getByRole('link', { name: /^Be om hjälp/ }));
  await hands.tap(visitor.button('Gå med i Grannhjälp Söder'));
  await hands.tap(page.locator('label').filter({ hasText: 'Sällskap på vägen' }), 'what it is about');
  await hands.tap(visitor.button('Kan någon följa med mig till …'), 'in own words');
  await hands.write(page.getByLabel('Berätta med egna ord'), 'tandläkaren på torsdag?', 'in own words', true);
  await hands.tap(visitor.button('Fortsätt'));
  await visitor.see(/personer kan läsa det här/);
  await hands.read(page.getByRole('region', { name: 'Vem får se?' }).locator('.card-tinted'));
  await hands.tap(visitor.button('Skicka'));
  await visitor.see('Skickat. Vi hör av oss här när någon vill hjälpa.');
  const { own } = hands.done('resident, from link to sent, new here');
  await page.getByText('Kan någon följa med mig till tandläkaren på torsdag?').first().waitFor();
  expect(hands.fields.size).toBeLessThanOrEqual(3);
  // Of interaction: how long a page loads on a machine that does other things, too, says nothing about the page.
  expect(own).toBeLessThanOrEqual(60);
});

test('whoever is not in a group yet is offered those anybody can be in, where they ask', async () => {
  const visitor = await story.visitor();
  await visitor.signIn('Ola Nordby');
  await visitor.open('/ask');
  await visitor.button('Gå med i Grannhjälp Norr').waitFor();
  await visitor.look('ask-no-group');
});

test('staff ask for a client with the keyboard alone: within 30 seconds, with at most 6 inputs', async () => {
  const visitor = await story.visitor();
  const { page } = visitor;
  await visitor.signIn('Maria Nyström', 'staff');
  await page.setViewportSize({ width: 1280, height: 900 });
  await visitor.open('/post');
  await page.getByLabel('För vem?').waitFor();
  const hands = new Hands(visitor, paces.keyboard);
  await hands.at('För vem?', hands.type('Märta'));
  await visitor.see(/Sagt och antecknat/);
  await hands.at('Promenad', hands.press('Enter'));
  await hands.at('Hemtjänst Söder', hands.press('Space'));
  await hands.keys('Control+Enter');
  await visitor.see(/är skickad/);
  const { together } = hands.done('staff, for a client, keyboard alone');
  expect(hands.inputs).toBeLessThanOrEqual(6);
  expect(together).toBeLessThanOrEqual(30);
});

test('a helper decides from the card, in one tap', async () => {
  const visitor = await story.visitor();
  const { page } = visitor;
  await visitor.signIn('Jonas Ekström');
  await visitor.open('/requests');
  const card = page.getByRole('article').filter({ has: visitor.button('Jag kan hjälpa') });
  await card.first().waitFor();
  const hands = new Hands(visitor, paces.phone);
  // What one decides by is on it: what kind, where, and when.
  const said = await card.first().innerText();
  expect(said).toMatch(/Praktisk hjälp|Sällskap på vägen|En stund|Handla|Språk|Läxor/);
  expect(said).toMatch(/Söder|Norr|Öster|Centrum/);
  expect(said).toMatch(/När det passar|i dag|i morgon|kl\.|före|dag/i);
  await hands.read(card);
  await hands.tap(card.first().getByRole('button', { name: 'Jag kan hjälpa' }));
  await visitor.see(/Tack! (Nu vet den som frågar att du vill hjälpa|Uppdraget är ditt)\./);
  const { own } = hands.done('helper, from the card');
  expect(hands.inputs).toBe(1);
  expect(own).toBeLessThanOrEqual(10);
});

test('an association that has nothing but its address has its first invited member, on a phone: within 10 minutes', async () => {
  const origin = story.house.club('nystart');
  // What the host does: the one command that sets an organisation up, and gives the link for its first administrator.
  const settings = ['--settings', path.join(story.house.data, 'civic', 'operator.env')];
  const create = ['tenant', 'create', '--name', 'Ny förening', '--origin', origin, '--json'];
  const { stdout } = await run(process.execPath, ['apps/cli/handslag.mjs', ...create, ...settings]);
  const { invitation } = JSON.parse(stdout) as { invitation: { link: string } };
  const admin = await story.visitor(origin);
  const { page } = admin;
  const hands = new Hands(admin, paces.phone);
  const more = async (place: string) => {
    await hands.tap(page.getByRole('link', { name: 'Mer', exact: true }).filter({ visible: true }));
    await hands.tap(page.getByRole('main').getByRole('link', { name: place }));
  };
  const rewrite = async (label: string, words: string) => {
    await page.getByLabel(label, { exact: true }).fill('');
    await hands.write(page.getByLabel(label, { exact: true }), words, label);
  };

  await admin.open(invitation.link);
  await comeIn(admin, hands, 'Silje Lund');
  await more('Inställningar');
  await rewrite('Namn', 'Odlarna på Drottninghög');
  await rewrite('Om organisationen', 'Vi odlar tillsammans, och hjälps åt med annat.');
  await rewrite('Färgkod', '#2e6b3a');
  await rewrite('Telefon till en människa', '031-390 06 50');
  await rewrite('E-post', 'hej@odlarna.example');
  await hands.tap(admin.button('Spara'));
  await admin.see('Inställningarna är sparade.');
  const buffer = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#2e6b3a' } })
    .png()
    .toBuffer();
  // The button, then the phone's own pictures: an album, and one of them.
  hands.elsewhere({ taps: 3 });
  await page.locator('input[type=file]').setInputFiles({ name: 'logga.png', mimeType: 'image/png', buffer });
  await hands.tap(admin.button('Använd den här'));
  await admin.see('Logotypen är bytt.');
  await hands.tap(page.getByRole('link', { name: 'Hem', exact: true }).filter({ visible: true }));
  await hands.tap(page.getByRole('main').getByRole('link', { name: 'Ny grupp' }));
  await hands.write(page.getByLabel('Namn', { exact: true }), 'Odlingsgruppen', 'group');
  await hands.tap(admin.button('Skapa gruppen'));
  await admin.see('Odlingsgruppen är skapad');
  await hands.tap(page.getByRole('main').getByRole('link', { name: 'Bjud in', exact: true }));
  await hands.tap(admin.button('Skapa länk'));
  const link = await page.locator('code').filter({ hasText: /^http/ }).innerText();
  await hands.tap(admin.button('Kopiera länken'));
  // In the phone's messages: whom to, paste, send.
  hands.elsewhere({ taps: 4 });

  const member = await story.visitor(origin);
  const theirs = new Hands(member, paces.phone);
  await member.open(link);
  await comeIn(member, theirs, 'Lisa Persson');
  await hands.tap(page.getByRole('link', { name: 'Grupper', exact: true }).filter({ visible: true }));
  await hands.tap(page.getByRole('main').getByRole('link', { name: 'Odlingsgruppen' }));
  // A list that was read a moment ago is not read again by itself.
  await page.reload();
  hands.elsewhere({ taps: 1 });
  await admin.see('Lisa Persson');
  const first = hands.done('association, from empty to its first member: its administrator').together;
  const second = theirs.done('association, from empty to its first member: the member').own;
  // The administrator's clock ran on while the member came in: only what a person takes is added.
  expect(first + second).toBeLessThanOrEqual(600);
  await admin.look('bars-association');
});
