// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let jonas: Visitor;
let astrid: Visitor;
let address = '';

beforeAll(async () => {
  jonas = await story.enter('Jonas Ekström');
  astrid = await story.enter('Astrid Lindqvist');
});

const openAgreement = async () => {
  await jonas.open('/mine');
  await jonas.page
    .getByRole('link', { name: /^Du hjälper/ })
    .first()
    .click();
  await jonas.see('Ta med dig');
};

test('Jonas takes an agreed time with him as a file', async () => {
  await openAgreement();
  await jonas.look('agreement-takeaway');
  const started = jonas.page.waitForEvent('download');
  await jonas.page.getByRole('link', { name: 'Lägg i kalendern' }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe('handslag.ics');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('DTSTART;TZID=Europe/Stockholm:');
  expect(text).toContain('SUMMARY:Sällskap på vägen – du hjälper till\r\n');
  expect(text).not.toContain('synundersökning');
});

test('the slip is one page in large type, with nothing of the screen around it', async () => {
  await openAgreement();
  await jonas.page.getByRole('link', { name: 'Skriv ut en lapp' }).click();
  await jonas.see('Det här är bestämt');
  await jonas.see('Sällskap till synundersökningen');
  await jonas.look('slip');
  const { page } = jonas;
  const said = await page.locator('.slip').innerText();
  expect(said).toMatch(/(mån|tis|ons|tors|fre|lör|sön)dag \d+ \S+/);
  expect(said).not.toMatch(/i morgon|i dag/);
  expect(said).toMatch(/^Vem kommer\nJonas$/m);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['navigation', 'contentinfo', 'banner'] as const)
    expect(await page.getByRole(gone).filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Skriv ut' }).isVisible()).toBe(false);
  const pages = /\/Type\s*\/Page\b/g;
  const a5 = await page.pdf({ format: 'A5', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } });
  expect(a5.toString('latin1').match(pages)).toHaveLength(1);
  await page.emulateMedia({ media: 'screen' });
});

test('his calendar gets an address, shown once; a new one ends it', async () => {
  await jonas.open('/me');
  await jonas.page.getByRole('link', { name: 'Koppla din kalender' }).click();
  await jonas.see('Din kalender har ingen adress ännu.');
  await jonas.look('calendar-empty');
  await jonas.button('Skapa en adress').click();
  const shown = jonas.page.locator('.link-box');
  await shown.waitFor();
  address = await shown.innerText();
  await jonas.look('calendar-address');
  // Without a cookie, as a calendar does.
  const ask = (where: string) =>
    jonas.page.evaluate(async (one) => {
      const answer = await fetch(one, { credentials: 'omit' });
      return { status: answer.status, text: await answer.text() };
    }, where);
  const first = await ask(address);
  expect(first.status).toBe(200);
  expect(first.text).toContain('SUMMARY:Avtalad tid – Handslag');
  expect(first.text).not.toMatch(/synundersökning|Jonas|Sällskap/);
  await jonas.button('Byt till en ny adress').click();
  await jonas.look('calendar-renew');
  await jonas.button('Ja, byt').click();
  await jonas.page.waitForFunction((before) => document.querySelector('.link-box')?.textContent !== before, address);
  expect((await ask(address)).status).toBe(404);
  address = await shown.innerText();
  expect((await ask(address)).status).toBe(200);
  await jonas.open('/calendar');
  await jonas.see(/^Din kalender har en adress sedan/);
  expect(await shown.count()).toBe(0);
  await jonas.look('calendar-has-address');
  await jonas.button('Ta bort adressen').click();
  // Nothing has happened yet: it can be regretted for a moment, and is.
  await jonas.button('Ångra').click();
  expect((await ask(address)).status).toBe(200);
  await jonas.button('Ta bort adressen').click();
  await jonas.button('Stäng').click();
  await jonas.see('Din kalender har ingen adress ännu.');
  expect((await ask(address)).status).toBe(404);
});

test('one of the usual asks fills the form: kind, words, how long, and what to bring', async () => {
  const { page } = astrid;
  // Somewhere to ask.
  await page.evaluate(async () => {
    const groups = await (await fetch('/api/v1/groups?limit=100')).json();
    const { id } = groups.items.find(({ name }: { name: string }) => name === 'Grannhjälp Söder');
    await fetch(`/api/v1/groups/${id}/membership`, {
      method: 'POST',
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
  });
  await astrid.open('/ask');
  await astrid.button('Handla').click();
  expect(await page.getByLabel('Berätta med egna ord').inputValue()).toBe(
    'Handla mat efter en kort lista och bära hem.',
  );
  await astrid.choose('Välj dag');
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Dag', { exact: true }).fill(day);
  await page.getByLabel('Från').fill('10:00');
  await astrid.see('Lämnar du det tomt räknar vi med ungefär 1 timme.');
  await astrid.look('ask-usual');
  await astrid.button('Fortsätt').click();
  await astrid.see('Ta med kassar, och spara kvittot.');
  await astrid.look('ask-usual-review');
  const posted = page.waitForRequest((request) => request.method() === 'POST' && /\/requests$/.test(request.url()));
  await astrid.button('Skicka').click();
  const body = (await posted).postDataJSON() as { from: string; to: string; serviceType: string; details: object };
  expect(body).toMatchObject({
    serviceType: 'delivery',
    details: { instructions: 'Ta med kassar, och spara kvittot.' },
  });
  expect(Date.parse(body.to) - Date.parse(body.from)).toBe(3_600_000);
  await astrid.see('Skickat.');
});

test('a helper is on duty for a while, and says how far they go', async () => {
  await jonas.open('/notices/settings');
  const section = jonas.page.getByRole('region', { name: 'Tillgänglig nu' });
  await section.getByRole('button', { name: 'I 2 timmar' }).click();
  await section.getByText(/^Du är tillgänglig\. Det slutar /).waitFor();
  await jonas.choose('Bara till vissa områden');
  await section.getByRole('group', { name: 'Dit åker jag' }).waitFor();
  await section.getByText('Norr', { exact: true }).click();
  await section.getByLabel('Norr').and(section.locator(':checked')).waitFor();
  await jonas.look('on-duty');
  await section.getByRole('button', { name: 'Inte tillgänglig längre' }).click();
  await section.getByRole('button', { name: 'I 2 timmar' }).waitFor();
});

test('a coordinator invites from a spreadsheet: faults by their line first, and then a link each', async () => {
  const ingrid = await story.enter('Ingrid Månsson', 'staff');
  const { page } = ingrid;
  await ingrid.open('/invitations');
  await page.getByRole('link', { name: 'Bjud in en hel lista' }).click();
  await ingrid.button('Granska listan').click();
  await ingrid.see('Välj en fil eller klistra in några rader.');
  const excel = Buffer.from(
    'Namn;Grupp;Dagar\r\n\u00c5sa;Grannhj\u00e4lp S\u00f6der;7\r\nBo;Finns inte;99\r\n',
    'latin1',
  );
  await page.locator('input[type=file]').setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer: excel });
  await ingrid.button('Granska listan').click();
  await ingrid.see('2 saker att rätta');
  await ingrid.see('Rad 3, Grupp:');
  await ingrid.see('Skriv ett helt antal dagar från 1 till 30, eller lämna tomt.');
  await ingrid.look('invite-list-faults');
  await page.getByLabel('Eller klistra in raderna').fill('Namn;Grupp\nÅsa;Grannhjälp Söder\n=1+1;');
  await ingrid.button('Granska listan').click();
  await ingrid.button('Skapa 2 inbjudningar').click();
  await ingrid.see('2 inbjudningar är klara');
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Hämta namn och länkar' }).click();
  const text = await readFile(await (await started).path(), 'utf8');
  expect(text).toMatch(/^\uFEFFNamn;Länk;Gäller till\r\nÅsa;http:\S+\/invitation\/[\w-]{43};\S+\r\n'=1\+1;http/);
  await ingrid.look('invite-list-made');
  await ingrid.close();
});
