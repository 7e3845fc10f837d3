// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, describe, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let david: Visitor;
let astrid: Visitor;
let jonas: Visitor;
let samira: Visitor;
const words = 'En kopp kaffe och en pratstund, gärna om gamla filmer.';
let address: string;

beforeAll(async () => {
  david = await story.enter('David Åkesson', 'staff');
  astrid = await story.enter('Astrid Lindqvist');
  jonas = await story.enter('Jonas Ekström');
  samira = await story.enter('Samira Haddad');
});

async function join(visitor: Visitor): Promise<void> {
  await visitor.open('/groups');
  const card = visitor.page.getByRole('article').filter({ hasText: 'Fikagruppen' });
  await card.getByRole('button', { name: 'Gå med' }).click();
  await card.getByText('Du är med').waitFor();
}

describe('asking in quiet', () => {
  test('Astrid asks so that only a few ever learn of it, and is told so before she sends it', async () => {
    await david.open('/groups/new');
    await david.page.getByLabel('Namn').fill('Fikagruppen');
    await david.button('Skapa gruppen').click();
    await david.see('Fikagruppen');
    await join(astrid);
    await join(jonas);
    await astrid.open('/ask');
    await astrid.page.getByRole('radio', { name: /En stund tillsammans/ }).check();
    await astrid.page.getByLabel('Berätta med egna ord').fill(words);
    await astrid.button('Fortsätt').click();
    await astrid.see(/kan läsa det här/);
    await astrid.see(/Svarar ingen på ett dygn/);
    await astrid.page.getByRole('radio', { name: /I stillhet/ }).check();
    await astrid.see(/Högst \d+ person/);
    expect(await astrid.page.getByText(/Svarar ingen på ett dygn/).count()).toBe(0);
    await astrid.look('quiet-review');
    await astrid.button('Skicka').click();
    await astrid.see('Skickat. Vi hör av oss här när någon vill hjälpa.');
    address = new URL(astrid.page.url()).pathname;
  });

  test('Jonas is asked, sees kind and area, and reads the words when he has said that he can; Samira finds nothing', async () => {
    await jonas.open('/requests');
    await jonas.see('Du är tillfrågad');
    await jonas.see(/Orden visas när du har svarat att du kan/);
    expect(await jonas.page.content()).not.toContain(words);
    await jonas.open(address);
    await jonas.see(/Orden visas när du har svarat att du kan/);
    await jonas.button('Inte nu').waitFor();
    await jonas.look('quiet-request');
    expect(await samira.page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).status, address)).toBe(404);
    await jonas.button('Jag kan hjälpa').click();
    await jonas.see(words);
    expect(await jonas.page.content()).not.toMatch(/Astrid|Lindqvist/);
  });
});

describe('what nobody answers for a day', () => {
  test('David asks one more group with one click', async () => {
    await david.open('/board');
    await david.page.getByRole('link', { name: /utan svar i mer än ett dygn/ }).click();
    await david.see('Ingen har svarat på ett dygn.');
    await david.look('unanswered');
    const [first] = await david.page.getByRole('button', { name: /^Fråga .* också/ }).all();
    await first!.click();
    await david.see(/Nu är .* också tillfrågade\./);
    expect(await david.page.getByText(words).count()).toBe(0);
  });
});
