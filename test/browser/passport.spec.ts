// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
/** Nils at his association, and as a resident of the town. */
let nils: Visitor;
let nilsInTown: Visitor;
let david: Visitor;
let file: string;
/** Everything that Nils's browser has sent to the town. */
const sent: string[] = [];

const course = 'Kurs: Läxhjälp, grundkurs';

beforeAll(async () => {
  nils = await story.enter('Nils Sandberg', 'private', story.house.club('grannar'));
  nilsInTown = await story.enter('Nils Sandberg');
  david = await story.enter('David Åkesson', 'staff');
  nilsInTown.page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
});

describe('qualified once, of use in two places', () => {
  test('Nils takes along what his association has seen of him', async () => {
    await nils.open('/me/qualifications');
    await nils.page.getByRole('link', { name: 'Öppna mitt pass' }).click();
    await nils.see('Ta med härifrån');
    await nils.look('passport-empty');
    await nils.button('Skriv under och ge mig passet').click();
    await nils.see('Välj minst ett intyg.');
    await nils.choose(course);
    await nils.look('passport-choose');
    await nils.button('Skriv under och ge mig passet').click();
    await nils.see('Passet är klart.');
    await nils.look('passport-made');
    const [download] = await Promise.all([
      nils.page.waitForEvent('download'),
      nils.page.getByRole('link', { name: 'Spara som fil' }).click(),
    ]);
    file = await download.path();
    expect(download.suggestedFilename()).toBe('handslag-pass.json');
  });

  test('he shows it to the town, after he has seen what they will see; the secret half never leaves his browser', async () => {
    await nilsInTown.open('/groups');
    await nilsInTown.page.getByRole('link', { name: 'Volontärcenter' }).first().click();
    await nilsInTown.see('Vad gruppen kräver');
    await nilsInTown.button('Ansök').click();
    await nilsInTown.see(/Din ansökan till Volontärcenter är skickad/);
    await nilsInTown.open('/me/passport');
    const choose = nilsInTown.page.locator('input[type=file]');
    await choose.setInputFiles({ name: 'fel.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await nilsInTown.see(/Det där är inte ett pass/);
    await nilsInTown.look('passport-wrong-file');
    await choose.setInputFiles(file);
    await nilsInTown.see('Från Grannar i Helsingborg');
    await nilsInTown.see(/får inte veta att du har visat det/);
    await nilsInTown.look('passport-preview');
    await nilsInTown.button(/^Visa för/).click();
    await nilsInTown.see('Väntar på svar');
    await nilsInTown.look('passport-shown');
    const { d } = JSON.parse(readFileSync(file, 'utf8')) as { d: string };
    expect(sent.some((line) => line.includes('/me/passport/shown'))).toBe(true);
    expect(sent.filter((line) => line.includes(d))).toEqual([]);
  });

  test('David reads who issued it and until when, and lets it count', async () => {
    await david.open('/board');
    await david.page.getByRole('link', { name: /visat intyg att ta ställning till/ }).click();
    await david.see('Utfärdat av Grannar i Helsingborg för Nils Sandberg.');
    await david.see('Krävs i: Volontärcenter');
    await david.look('shown-waiting');
    await david.button(`Låt det räknas här: ${course}, Nils`).click();
    await david.see('Det räknas här nu.');
    await david.see('Gäller här');
    await david.look('shown-decided');
    await david.open('/groups');
    await david.page.getByRole('link', { name: 'Volontärcenter' }).first().click();
    await david.page.getByRole('link', { name: 'Checklista: Nils' }).click();
    await david.see(/Utfärdat av Grannar i Helsingborg, som såg det/);
    await david.look('shown-checklist');
  });

  test('Nils takes it back, and nothing of it is left', async () => {
    await nilsInTown.open('/me/passport');
    await nilsInTown.see('Gäller här');
    await nilsInTown.button(`Ta tillbaka: ${course}`).click();
    await nilsInTown.see('Tar tillbaka. Det räknas inte här längre.');
    await nilsInTown.button('Stäng').first().click();
    await nilsInTown.see('Du har inte visat något här än.');
    await david.open('/shown');
    await david.see('Inget har bestämts än.');
    await david.look('shown-empty');
  });

  test('Ingrid settles whose attestations count, and for how long at a time', async () => {
    const ingrid = await story.enter('Ingrid Månsson', 'staff');
    await ingrid.open('/partners');
    await ingrid.page.getByRole('link', { name: 'Grannar i Helsingborg' }).first().click();
    await ingrid.see('Intyg från Grannar i Helsingborg');
    await ingrid.see('Deras intyg räknas här, 14 dagar i taget.');
    await ingrid.look('passport-issuer');
    await ingrid.page.getByLabel('Så länge räknas det som har visats').selectOption('7');
    await ingrid.button('Ändra').last().click();
    await ingrid.see('Deras intyg räknas här, 7 dagar i taget.');
    await ingrid.close();
  });
});
