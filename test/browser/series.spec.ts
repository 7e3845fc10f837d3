// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const group = 'Grannhjälp Söder';
const story = beginStory();
let jonas: Visitor;
let astrid: Visitor;
let agreement = '';

beforeAll(async () => {
  jonas = await story.enter('Jonas Ekström');
  astrid = await story.enter('Astrid Lindqvist');
});

interface Sent {
  readonly id: string;
  readonly agreementId: string;
}

/** What other stories walk through, sent as the app sends it. */
const send = (visitor: Visitor, method: string, path: string, body?: object): Promise<Sent> =>
  visitor.page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers: { 'idempotency-key': crypto.randomUUID(), ...(what ? { 'content-type': 'application/json' } : {}) },
        ...(what ? { body: what } : {}),
      });
      if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
      const text = await answer.text();
      return (text ? JSON.parse(text) : {}) as Sent;
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  );

async function groupId(visitor: Visitor): Promise<string> {
  const id = await visitor.page.evaluate(async (name) => {
    const { items } = (await (await fetch('/api/v1/groups?limit=100')).json()) as {
      items: { id: string; name: string }[];
    };
    return items.find((one) => one.name === name)?.id ?? '';
  }, group);
  await send(visitor, 'POST', `/groups/${id}/membership`);
  return id;
}

test('Astrid writes what is to be fetched; a card number is stopped', async () => {
  const id = await groupId(astrid);
  await groupId(jonas);
  const asked = await send(astrid, 'POST', '/requests', {
    serviceType: 'delivery',
    text: 'Handla efter min lista.',
    groupIds: [id],
    matching: 'first-come',
    send: true,
  });
  await astrid.open(`/requests/${asked.id}`);
  await astrid.see('Ingen lista än.');
  await astrid.button('Skriv en lista').click();
  const { page } = astrid;
  await page.getByLabel('Vad? (rad 1)').fill('Mjölk');
  await page.getByLabel('Antal (rad 1)').fill('noll');
  await page.getByLabel('Bra att veta (rad 1)').fill('Betala med 4111 1111 1111 1111');
  await page.getByLabel('Högst hur många kronor?').fill('mycket');
  await astrid.button('Spara listan').click();
  await astrid.see('Skriv ett antal, 1 till 999.');
  await astrid.see(/^Skriv ett belopp i kronor/);
  await page.getByLabel('Antal (rad 1)').fill('2');
  await page.getByLabel('Högst hur många kronor?').fill('249,50');
  await astrid.button('Spara listan').click();
  await astrid.see(/^Det ser ut som ett kortnummer/);
  await astrid.look('delivery-card-number');
  await page.getByLabel('Bra att veta (rad 1)').fill('helst ekologisk');
  await astrid.button('En rad till').click();
  await page.getByLabel('Vad? (rad 2)').fill('Bröd');
  await astrid.choose('Lämnas vid dörren');
  await astrid.button('Spara listan').click();
  await astrid.see('Listan är sparad.');
  await astrid.look('delivery-order');

  await jonas.open(`/requests/${asked.id}`);
  await jonas.see(/2 saker\. Listan ser du när ni är överens\./);
  await jonas.look('delivery-before');
  ({ agreementId: agreement } = await send(jonas, 'POST', `/requests/${asked.id}/offers`, {}));
});

test('Jonas reads the list, says what it cost and adds the receipt; Astrid sees both', async () => {
  await jonas.open(`/agreements/${agreement}`);
  await jonas.see('helst ekologisk');
  await jonas.page.getByLabel('Vad kostade det, i kronor?').fill('261');
  await jonas.button('Spara beloppet').click();
  await jonas.see(/^Det är mer än 249,50/);
  const photo = await sharp({ create: { width: 300, height: 500, channels: 3, background: '#eee8dd' } })
    .withExif({ IFD0: { Make: 'HEMLIG-KAMERA' } })
    .jpeg()
    .toBuffer();
  await jonas.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kvitto.jpg', mimeType: 'image/jpeg', buffer: photo });
  const picture = jonas.page.getByAltText('Foto på butikens kvitto');
  await picture.waitFor();
  await jonas.look('delivery-purchase');
  await astrid.open(`/agreements/${agreement}`);
  await astrid.see(/^Det kostade 261/);
  await astrid.page.getByAltText('Foto på butikens kvitto').waitFor();
  expect(
    await astrid.page.getByAltText('Foto på butikens kvitto').evaluate((img: HTMLImageElement) => img.naturalWidth),
  ).toBe(300);
});

test('both say gladly again, and neither knew of the other before', async () => {
  await send(jonas, 'POST', `/agreements/${agreement}/completion`);
  await send(astrid, 'POST', `/agreements/${agreement}/confirmation`);
  await jonas.open(`/agreements/${agreement}`);
  await jonas.button('Gärna igen').click();
  await jonas.see(/^Du har sagt gärna igen/);
  await astrid.open(`/agreements/${agreement}`);
  await astrid.see('Gärna igen?');
  expect(await astrid.page.getByText('Ni vill båda göra det igen').count()).toBe(0);
  await astrid.look('again-alone');
  await astrid.button('Gärna igen').click();
  await astrid.see(/Ni vill båda göra det igen/);
  await astrid.button('Föreslå fler gånger').click();
  const { page } = astrid;
  await page.getByLabel('Klockan').fill('10:30');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Första gången').fill(day(3));
  await page.getByLabel('Till och med').fill(day(40));
  await astrid.look('series-propose');
  await astrid.button('Skicka förslaget').click();
  await astrid.see(/^Förslaget väntar på svar från Jonas/);
  await astrid.look('series-proposed');
});

test('Jonas says yes; the first time is agreed by itself, one is left out, and one goes to somebody else', async () => {
  await jonas.open('/mine');
  await jonas.page.getByRole('link', { name: 'Fler gånger med Astrid' }).click();
  await jonas.see(/^Astrid föreslår det här/);
  await jonas.look('series-asked');
  await jonas.button('Ja, det gör vi').click();
  await jonas.see('Nästa gånger');
  const address = new URL(jonas.page.url()).pathname;
  await jonas.arrives(address, 'Bestämd');
  await jonas.look('series-running');
  await jonas.page
    .getByRole('button', { name: /^Inte den här gången: / })
    .nth(1)
    .click();
  await jonas.button('Ångra').click();
  await jonas.see('Ångrat. Inget har ändrats.');
  await jonas.page
    .getByRole('button', { name: /^Inte den här gången: / })
    .nth(1)
    .click();
  // Closing the message does it at once.
  await jonas.page.locator('.announce').getByRole('button', { name: 'Stäng' }).click();
  await jonas.page.getByText('Inte den här gången', { exact: true }).and(jonas.page.locator('.tag *')).waitFor();
  await jonas.page.getByRole('button', { name: /^Ändå den här gången: / }).waitFor();

  await astrid.open(address);
  await astrid.page
    .getByRole('button', { name: /^Fråga någon annan: / })
    .first()
    .click();
  const dialog = astrid.page.getByRole('dialog');
  await dialog.getByText('I lugn och ro').click();
  await astrid.look('series-hand-over');
  await dialog.getByRole('button', { name: 'Fråga någon annan' }).click();
  await astrid.see('Någon annan frågas');
  await astrid.page.getByRole('link', { name: 'Till förfrågan' }).waitFor();

  const speak = (language: string) =>
    astrid.page.evaluate((to) => localStorage.setItem('handslag.language', to), language);
  await speak('ar');
  await astrid.open(address);
  await astrid.see('المواعيد القادمة');
  await astrid.look('series-arabic');
  await astrid.open(`/agreements/${agreement}`);
  await astrid.see('كم كلّف');
  await astrid.look('delivery-arabic');
  await speak('sv');
});

test('ended without a reason; the other sees that it has ended', async () => {
  await jonas.open('/mine');
  await jonas.page.getByRole('link', { name: 'Fler gånger med Astrid' }).click();
  await jonas.button('Avsluta').click();
  await jonas.page.locator('.announce').getByRole('button', { name: 'Stäng' }).click();
  await jonas.see(/^De här gångerna är avslutade/);
  await jonas.look('series-ended');
  await astrid.open('/notices');
  await astrid.see('Era gånger är avslutade');
});
