// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let astrid: Visitor;
let jonas: Visitor;
const walk = /Promenad i lugn takt genom Slottshagen/;

beforeAll(async () => {
  astrid = await story.enter('Astrid Lindqvist');
  jonas = await story.enter('Jonas Ekström');
});

test('Astrid meets what others like to do, without a name, and says yes with one tap', async () => {
  await astrid.open('/together');
  await astrid.see('Just nu finns inget att säga ja till');
  await astrid.look('together-empty');
  await astrid.open('/groups');
  const card = astrid.page.getByRole('article').filter({ hasText: 'Grannhjälp Söder' });
  await card.getByRole('button', { name: 'Gå med' }).click();
  await card.getByText('Du är med').waitFor();
  await astrid.open('/');
  await astrid.page.getByRole('link', { name: 'Tillsammans', exact: true }).click();
  await astrid.see(walk);
  await astrid.see(/får inte veta vem som har tittat/);
  expect(await astrid.page.content()).not.toMatch(/Jonas|Ekström|Elin/);
  await astrid.look('together');
  await astrid.button(/^Ja, gärna: Promenad i lugn takt/).click();
  await astrid.see(/Ni är överens\. Ni ses/);
  await astrid.see('Du och Jonas');
  await astrid.look('together-agreed');
  await astrid.open('/together');
  await astrid.see(/Fika på konditoriet/);
  expect(await astrid.page.getByText(walk).count()).toBe(0);
});

test('Jonas sees that somebody has said yes, offers something else, lets it rest and takes it away', async () => {
  await jonas.open('/together');
  await jonas.see('1 person har sagt ja');
  await jonas.see('Alla platser är tagna');
  await jonas.page.getByRole('link', { name: 'Erbjud något' }).click();
  await jonas.page.getByRole('button', { name: 'Erbjud', exact: true }).click();
  await jonas.see('Skriv vad du vill göra.');
  await jonas.look('together-new-error');
  await jonas.button('Spela kort').click();
  await jonas.page.getByRole('button', { name: 'Erbjud', exact: true }).click();
  await jonas.see('Nu syns ditt erbjudande.');
  await jonas.button('Låt den vila: Spela kort').click();
  await jonas.see('Nu vilar erbjudandet.');
  await jonas.button('Visa igen: Spela kort').click();
  await jonas.see('Nu syns erbjudandet igen.');
  await jonas.look('together-own');
  await jonas.button('Ta bort: Spela kort').click();
  await jonas.button('Ångra').click();
  await jonas.button('Ta bort: Spela kort').click();
  await jonas.button('Stäng').click();
  await jonas.button('Ta bort: Spela kort').waitFor({ state: 'detached' });
});

test('Astrid is told who has seen what she asks for, and what nobody can know', async () => {
  await astrid.open('/mine');
  const id = await astrid.page.evaluate(async () => {
    const { items: groups } = (await (await fetch('/api/v1/groups?mine=true&limit=100')).json()) as {
      items: { id: string; membership: { state: string } }[];
    };
    const groupIds = groups.filter(({ membership }) => membership.state === 'member').map((group) => group.id);
    const asked = await fetch('/api/v1/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ serviceType: 'practical', text: 'Byta en lampa', groupIds, send: true }),
    });
    return ((await asked.json()) as { id: string }).id;
  });
  await astrid.open(`/requests/${id}/seen`);
  await astrid.see(/personer i grupperna kan läsa den/);
  await astrid.see('Ingen har öppnat detaljerna.');
  await astrid.see('Vem som har tackat nej eller låtit bli. Det får ingen veta.');
  await astrid.look('seen');
});

test('David sends what nobody answered for a day to a partner with one click, and sees before what it will be shown', async () => {
  const david = await story.visitor();
  await david.signIn('David Åkesson', 'staff');
  await david.open('/unanswered');
  const card = david.page.getByRole('article').filter({ hasText: 'promenad med rullator' });
  await card.getByText(/ser bara .*, tills någon där säger ja/).waitFor();
  await david.look('unanswered-partner');
  const button = card.getByRole('button', { name: /^Fråga (?!.*också)/ });
  const partner = (await button.innerText()).replace('Fråga ', '').trim();
  await button.click();
  await david.see(`Nu är ${partner} också tillfrågade.`);
  await card.getByRole('button', { name: `Fråga ${partner}`, exact: true }).waitFor({ state: 'detached' });
  await david.close();
});
