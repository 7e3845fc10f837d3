// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let maria: Visitor;
let code = '';
beforeAll(async () => {
  maria = await story.enter('Maria Nyström', 'staff');
});

test('whoever has not said yes, or no longer, is not asked for: the page says what is missing', async () => {
  await maria.open('/post');
  await maria.page.getByLabel('För vem?').fill('Sten');
  await maria.see('Sten har inte sagt ja till det här.');
  await maria.page.getByLabel('Vad behövs?').fill('Läsa tidningen tillsammans');
  await maria.choose(/Hemtjänst Söder/);
  await maria.button('Skicka').click();
  await maria.see('Skriv vad personen sa.');
  await maria.look('behalf-post-missing');
  await maria.page.getByLabel('Vad sa personen?').fill('Ja, fråga om någon kan läsa för mig.');
  await maria.button('Skicka').click();
  await maria.see(/är skickad/);
});

test('those they speak for, and what each has allowed; a consent taken back is regretted once and then is gone', async () => {
  await maria.open('/clients');
  await maria.see('Ellen');
  await maria.look('behalf-clients');
  await maria.page.getByLabel('Sök på namn').fill('finns inte');
  await maria.see('Ingen heter så.');
  await maria.page.getByLabel('Sök på namn').fill('ell');
  await maria.page.getByRole('link', { name: 'Ellen' }).click();
  await maria.see('Fullmakt HTJ 2026-114');
  await maria.button('Personen tar tillbaka sitt ja').click();
  await maria.button('Ångra').click();
  await maria.page.getByText('Anteckna ett samtycke').click();
  await maria.choose('Signerat med e-legitimation');
  await maria.button('Skapa en kod för underskrift').click();
  await maria.see(/^\w{4}-\w{4}-\w{4}$/);
  await maria.look('behalf-client');
  await maria.button('Personen tar tillbaka sitt ja').last().click();
  await maria.page.locator('.announce').getByRole('button', { name: 'Stäng' }).click();
  await maria.see('Tillbakataget');
});

test('staff answer together with a client: the asker sees an alias, and that staff come along', async () => {
  const david = await story.enter('David Åkesson', 'staff');
  await david.open('/requests');
  const card = david.page.getByRole('article').filter({ hasText: 'Hämta ett par glasögon i stan.' });
  await card.getByRole('link').first().click();
  await david.page.getByText('Svara tillsammans med någon vi talar för').click();
  await david.page.getByLabel('Kim: dagens form').selectOption('stays-home');
  await david.see('Välj vem som följer med.');
  await david.page.getByLabel('Kim: dagens form').selectOption('so-so');
  await david.look('behalf-answer');
  await david.button('Vi kan hjälpa').click();
  await david.see('Tack! Uppdraget är ditt.');
  await david.close();
  await maria.open('/board');
  await maria.page
    .getByRole('article')
    .or(maria.page.getByRole('listitem'))
    .filter({ hasText: 'glasögon' })
    .getByRole('link', { name: /överenskommelse/i })
    .click();
  await maria.see('Kim hjälper');
  await maria.see('Personal följer med.');
  expect(await maria.page.locator('main').innerText()).not.toContain('David');
  await maria.look('behalf-agreement');
});

test('Märta takes over with a code: what was asked for her is her own, and a code works once', async () => {
  await maria.open('/clients');
  await maria.page.getByRole('link', { name: 'Märta' }).click();
  await maria.button('Skapa en kod för att ta över').click();
  const shown = maria.page.getByText(/^\w{4}-\w{4}-\w{4}$/).first();
  await shown.waitFor();
  code = await shown.innerText();
  const astrid = await story.enter('Astrid Lindqvist');
  await astrid.open('/me');
  await astrid.page.getByRole('link', { name: 'Visa, eller skriv in en kod' }).click();
  await astrid.page.getByLabel('Kod från personalen').fill('AAAA-BBBB-CCCC');
  await astrid.button('Fortsätt').click();
  await astrid.see(/Koden finns inte/);
  await astrid.look('behalf-code-unknown');
  await astrid.page.getByLabel('Kod från personalen').fill(code.toLowerCase());
  await astrid.button('Fortsätt').click();
  await astrid.see(/Det har gjorts \d saker åt dig/);
  await astrid.look('behalf-takeover');
  await astrid.button('Ja, jag tar över').click();
  await astrid.see('Nu är det ditt.');
  await astrid.look('behalf-mandates');
  await astrid.open('/mine');
  await astrid.see(/promenad med rullator/);
  await astrid.open('/mandates');
  await astrid.page.getByLabel('Kod från personalen').fill(code);
  await astrid.button('Fortsätt').click();
  await astrid.see('Koden är redan använd.');
  await astrid.close();
  await maria.page.reload();
  await maria.see(/Personen tog över/);
  await maria.look('behalf-taken-over');
});
