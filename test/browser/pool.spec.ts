// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let david: Visitor;
let jonas: Visitor;
let elin: Visitor;
let shift: string;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE');

beforeAll(async () => {
  david = await story.enter('David Åkesson', 'staff');
  jonas = await story.enter('Jonas Ekström');
  elin = await story.enter('Elin Bergström');
});

test('Elin says when she can, is told what a time lacks, and takes one back after all', async () => {
  await elin.open('/when');
  await elin.see(/får veta hur många som kan, inte vilka/);
  await elin
    .button(/^Ta bort:/)
    .first()
    .waitFor();
  const before = await elin.button(/^Ta bort:/).count();
  await elin.button('Lägg till').click();
  await elin.see('Välj en dag.');
  await elin.look('availability-error');
  await elin.page.getByLabel('Dag', { exact: true }).fill(inDays(20));
  await elin.page.getByLabel('Från', { exact: true }).fill('22:00');
  await elin.page.getByLabel('Till', { exact: true }).fill('06:00');
  await elin.see('Slutar dagen efter.');
  await elin.button('Lägg till').click();
  await elin.see(/^Du kan /);
  await elin
    .button(/^Ta bort:/)
    .nth(before)
    .waitFor();
  await elin.look('availability');
  await elin
    .button(/^Ta bort:/)
    .last()
    .click();
  await elin.button('Ångra').click();
  expect(await elin.button(/^Ta bort:/).count()).toBe(before + 1);
});

test('David is told how many to invite and why, and never who', async () => {
  await david.open('/groups');
  await david.page.getByRole('link', { name: 'Vikariepoolen' }).click();
  await david.page.getByRole('link', { name: 'Bemanna ett pass' }).click();
  await david.button('Bjud in').click();
  await david.see('Skriv vad det är för pass.');
  await david.look('shift-error');
  await david.page.getByLabel('Vad är det för pass?').fill('Förmiddagspass på Solgården');
  await david.page.getByLabel('Dag', { exact: true }).fill(inDays(2));
  await david.page.getByLabel('Från', { exact: true }).fill('09:00');
  await david.page.getByLabel('Till', { exact: true }).fill('13:00');
  await david.see('Bjud in 2 personer');
  await david.see(/14 har sagt att de kan då, 4 har sagt andra tider och 5 har inte sagt något/);
  await david.see(/brukar ungefär varannan komma/);
  expect(await david.page.content()).not.toMatch(/Jonas|Elin/);
  await david.look('shift');
  await david.button('Bjud in').click();
  await david.see('Inbjudan är skickad.');
  await david.see('0 av 1 plats är tagen');
  await david.look('shift-sent');
  shift = new URL(david.page.url()).pathname;
});

test('Jonas gets the place, Elin stands in, and gets it when he steps back', async () => {
  await jonas.open(shift);
  await jonas.button('Jag kan hjälpa').click();
  await jonas.see('Tack! Uppdraget är ditt.');
  await elin.open(shift);
  await elin.see('Alla platser är tagna just nu');
  await elin.look('shift-full');
  await elin.button('Jag kan vara reserv').click();
  await elin.see('Du är reserv nummer 1');
  await elin.look('shift-stand-in');
  await david.open(shift);
  await david.see('1 av 1 plats är tagen');
  await david.see('1 reserv');
  await david.look('shift-filled');
  await jonas.button('Det blev inte av').click();
  await jonas.choose('Hjälparen fick förhinder');
  await jonas.button('Berätta').click();
  await jonas.see('Noterat. Tack för att du sa till.');
  await elin.open(shift);
  await elin.page.getByRole('link', { name: 'Till överenskommelsen' }).waitFor();
  await elin.look('shift-moved-up');
  await david.open(shift);
  await david.see('0 reserver');
  await jonas.open(shift);
  await jonas.see('Alla platser är tagna just nu');
});
