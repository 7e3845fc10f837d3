// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let maria: Visitor;
beforeAll(async () => {
  maria = await story.enter('Maria Nyström', 'staff');
});

const checked = (visitor: Visitor) => visitor.page.locator('input[type=radio]:checked').inputValue();

test('Elin reads what she has chosen, chooses less with the keyboard, and nothing is saved until she says so', async () => {
  const elin = await story.enter('Elin Bergström');
  const { page } = elin;
  await elin.open('/me');
  await page.locator('summary', { hasText: 'Skydda mina uppgifter mer' }).click();
  await elin.see('Ingen behöver förklara varför, och inget syns för andra.');
  expect(await checked(elin)).toBe('no-transfer');
  await page.getByLabel('Lämnar aldrig organisationen').focus();
  await page.keyboard.press('ArrowUp');
  await elin.see('Det gäller för det som frågas från och med nu.');
  await elin.look('protection-me');
  await page.reload();
  await page.locator('summary', { hasText: 'Skydda mina uppgifter mer' }).click();
  expect(await checked(elin)).toBe('no-transfer');
  await elin.choose('Som vanligt');
  await elin.button('Spara skyddet').click();
  await elin.see('Sparat.');
  await elin.choose('Bara genom organisationen');
  await elin.see('Kontakt och plats som en partner redan har fått tas tillbaka.');
  await elin.look('protection-me-more');
  await elin.button('Spara skyddet').click();
  await elin.see('Sparat.');
  await elin.close();
});

test('Maria notes it for a client, and is told before sending that the request stays here', async () => {
  const { page } = maria;
  await maria.open('/clients');
  await page.getByRole('link', { name: 'Ellen' }).click();
  await page.locator('summary', { hasText: 'Skydda personens uppgifter mer' }).click();
  await page.getByLabel('Som vanligt').waitFor();
  await maria.choose('Lämnar aldrig organisationen');
  await maria.look('protection-client');
  await maria.button('Spara skyddet').click();
  await maria.see('Sparat.');

  await maria.arrives('/post', 'Grannar i Helsingborg');
  await page.getByLabel('För vem?').fill('Ellen');
  await page.getByLabel('Vad behövs?').fill('Sällskap på en konsert');
  await maria.choose('Grannar i Helsingborg');
  await maria.see('Den här förfrågan stannar hos oss.');
  await maria.look('protection-stays-here');
  await maria.button('Skicka').click();
  await page.getByText('Den här förfrågan stannar hos oss.').nth(1).waitFor();
  await maria.choose('Grannar i Helsingborg');
  await maria.choose(/Hemtjänst Söder/);
  await maria.button('Skicka').click();
  await maria.see(/är skickad/);
});

test('a text that tells who it is about does not leave, whoever it is about', async () => {
  const { page } = maria;
  await maria.open('/post');
  await page.getByLabel('För vem?').fill('Sixten');
  await page.getByLabel('Vad behövs?').fill('Sällskap åt Sixten till optikern');
  await maria.choose('Grannar i Helsingborg');
  await maria.button('Skicka').click();
  await maria.see('Texten ser ut att säga vem det gäller');
  await maria.look('protection-tells-who');
  await page.getByLabel('Vad behövs?').fill('Sällskap till optikern');
  await maria.button('Skicka').click();
  await maria.see(/är skickad/);
});
