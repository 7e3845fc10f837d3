// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { answerCall } from '../../apps/identity/index.ts';
import { Hands, paces } from './hands.ts';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let david: Visitor;
beforeAll(async () => {
  david = await story.enter('David Åkesson', 'staff');
});

async function openIntake(): Promise<void> {
  await david.open('/intake');
  await david.page.getByLabel('Vem ringer?').waitFor();
}

test('a call is taken with the keyboard alone, within 45 seconds; and there is a letter to print', async () => {
  const { page } = david;
  await page.setViewportSize({ width: 1280, height: 900 });
  await openIntake();
  const hands = new Hands(david, paces.keyboard);
  await hands.at('Vem ringer?', hands.type('Bojan'));
  await hands.at('Ja, personen sa ja', hands.press('Space'));
  await hands.at('Handla', hands.press('Enter'));
  await hands.at('Telefon att ringa tillbaka på', hands.type('042-10 00 00'));
  await hands.at('Grannhjälp Söder', hands.press('Space'));
  await hands.keys('Control+Enter');
  await david.see(/är skickad/);
  expect(hands.done('phone intake, a call is enough').together).toBeLessThan(45);
  await david.look('intake-sent');
  await page.getByRole('link', { name: 'Skriv ut brevet' }).click();
  await david.see('Hej Bojan!');
  await david.see(/vi väntar på svar/);
  await david.look('intake-letter');
  await page.emulateMedia({ media: 'print' });
  expect(await david.button('Skriv ut brevet').isVisible()).toBe(false);
  expect(await page.getByText('Hej Bojan!').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});

test('a caller shows who they are while the rest is written, with the keyboard alone, within 45 seconds', async () => {
  const { page } = david;
  await page.setViewportSize({ width: 1280, height: 900 });
  await openIntake();
  const answered = answerCall(story.provider, 'astrid', 'approve');
  const hands = new Hands(david, paces.keyboard);
  await hands.at('Fråga i personens BankID vem som ringer', hands.press('Enter'));
  await hands.at('Personnummer', hands.type('194805132380'));
  await hands.keys('Enter');
  await david.see('Vi väntar på att personen svarar i sitt BankID.');
  await hands.at('Läkare eller tandläkare', hands.press('Enter'));
  await hands.at('Hemtjänst Söder', hands.press('Space'));
  await david.see('Astrid har visat vem det är.');
  await hands.keys('Control+Enter');
  await david.see(/är skickad/);
  expect(hands.done('phone intake, the caller shows who they are').together).toBeLessThan(45);
  await answered;
  await page.getByRole('link', { name: 'Se förfrågan' }).click();
  await david.see('Ringde in, och har visat vem det är.');
  await david.look('intake-request');
  const astrid = await story.enter('Astrid Lindqvist');
  await astrid.open('/mandates');
  await astrid.see(/Du ringer Helsingborgs stad/);
  await astrid.close();
});

test('what is written survives a reload and a session that ran out, but not signing out', async () => {
  const { page } = david;
  const field = () => page.getByLabel('Vem ringer?');
  await openIntake();
  await field().fill('Gull-Britt');
  await david.choose('Sms');
  await david.choose(/Hemtjänst Söder/);
  await david.button('Skicka').click();
  await david.see('Fråga personen, och kryssa i när hen har sagt ja.');
  await david.see('Skriv numret som sms:et ska gå till.');
  await david.see(/Hemtjänst Söder vill att den som ringer visar vem det är/);
  await david.look('intake-missing');
  await page.reload();
  await field().waitFor();
  expect(await field().inputValue()).toBe('Gull-Britt');
  await page.context().clearCookies();
  await david.open('/');
  await david.signIn('David Åkesson', 'staff');
  await openIntake();
  expect(await field().inputValue()).toBe('Gull-Britt');
  await david.open('/me');
  await david.button('Logga ut').first().click();
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('handslag.draft.')));
  await david.close();
  david = await story.enter('David Åkesson', 'staff');
});

test('a caller who says no, or is another person, is told in words; the question outlives a reload, the number does not', async () => {
  const { page } = david;
  await openIntake();
  await page.getByText('Fråga i personens BankID vem som ringer').click();
  const ask = async (number: string, language = 'Svenska') => {
    await page.getByLabel('Personnummer').fill(number);
    await page.getByLabel('Språket i personens BankID').selectOption({ label: language });
    await david.button('Fråga i personens BankID').click();
    await david.see('Vi väntar på att personen svarar i sitt BankID.');
  };
  await ask('19920501-2397');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/920501/);
  await page.reload();
  await david.see('Vi väntar på att personen svarar i sitt BankID.');
  await david.look('intake-waiting');
  await answerCall(story.provider, 'jonas', 'cancel');
  await david.see('Personen sa nej. Ingenting är sparat.');
  await david.button('Fråga igen').click();
  await ask('19970430-2380');
  await answerCall(story.provider, 'samira', 'approve', 'elin');
  await david.see(/Någon annan svarade/);
  await david.look('intake-other-person');
  await david.button('Fråga igen').click();
  await ask('19850502-2387', 'English');
  await david.see(/You are on the phone with Helsingborgs stad/);
  await david.button('Avbryt').click();
  await page.getByLabel('Personnummer').waitFor();
});
