// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { beginStory } from './story.ts';
import { Visitor } from './visitor.ts';

const story = beginStory();
let anna: Visitor;
beforeAll(async () => {
  anna = await story.enter('Anna Wikström', 'private', story.house.club('rodakorset'));
});

const drawing = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100">
    <circle cx="50" cy="50" r="46" fill="#7a1f3d"/>
    <path d="M50 78C25 60 18 48 18 36a16 16 0 0 1 32-5 16 16 0 0 1 32 5c0 12-7 24-32 42Z" fill="#ffd8c2"/>
  </svg>`;
const square = () =>
  sharp(Buffer.from(drawing(512, 512)))
    .png()
    .toBuffer();
const wide = () =>
  sharp({ create: { width: 960, height: 240, channels: 4, background: '#1b3a5c' } })
    .composite([{ input: Buffer.from(drawing(200, 200)), left: 20, top: 20 }])
    .webp()
    .toBuffer();

const choose = (name: string, buffer: Buffer, mimeType = 'image/png') =>
  anna.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
const inHeader = (visitor: Visitor): Locator => visitor.page.locator('header .brand img').filter({ visible: true });
const isDrawn = (picture: Locator) =>
  picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0 && img.clientHeight > 20);

describe('an organisation shows its own logo', () => {
  test('Anna looks at it in its place before she puts it up; then it is on every page, narrow and wide', async () => {
    await anna.open('/settings');
    await anna.see('Ni har ingen egen logotyp än.');
    await choose('hjärta.png', await square());
    await anna.see('Inget är ändrat än.');
    expect(await inHeader(anna).count()).toBe(0);
    await anna.look('logo-preview');
    await anna.button('Använd den här').click();
    await anna.see('Logotypen är bytt.');
    await anna.look('logo-shown');
    for (const width of [390, 1280]) {
      await anna.page.setViewportSize({ width, height: 860 });
      await inHeader(anna).waitFor();
      expect(await isDrawn(inHeader(anna))).toBe(true);
    }
    await anna.page.setViewportSize({ width: 390, height: 844 });
  });

  test('whoever comes sees it before signing in, and a phone installs the page under its name with its icon', async () => {
    const stranger = await Visitor.at(story.browser, story.house.club('rodakorset'));
    await inHeader(stranger).waitFor();
    expect(await isDrawn(inHeader(stranger))).toBe(true);
    await stranger.look('logo-welcome');
    const { name, icons } = await stranger.page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
      const manifest = (await (await fetch(link!.href)).json()) as {
        name: string;
        icons: { src: string; sizes: string }[];
      };
      const drawn = manifest.icons.map(async ({ src, sizes }) => {
        const picture = await createImageBitmap(await (await fetch(src)).blob());
        return [`${picture.width}x${picture.height}`, sizes];
      });
      return { name: manifest.name, icons: await Promise.all(drawn) };
    });
    expect(name).toBe('Röda Korset Helsingborg');
    expect(icons).toHaveLength(3);
    for (const [size, said] of icons) expect(size).toBe(said);
    const tab = await stranger.page.locator('link[rel=icon]').getAttribute('href');
    expect(tab).toMatch(/^\/api\/v1\/tenant\/logo\//);
    await stranger.close();
    const neighbour = await Visitor.at(story.browser, story.house.club('grannar'));
    await neighbour.page.locator('header .brand .mark').first().waitFor();
    expect(await inHeader(neighbour).count()).toBe(0);
    await neighbour.close();
  });

  test('what is no logo is refused in words that say what to do, and the old one stays', async () => {
    await anna.open('/settings');
    const shown = await inHeader(anna).getAttribute('src');
    for (const [name, bytes, words] of [
      ['logo.svg', Buffer.from(drawing(300, 300)), /Den sortens bild tar vi inte emot/],
      ['avtal.png', Buffer.from('Detta är ett avtal.'), /Filen är ingen bild/],
      [
        'affisch.png',
        await sharp(Buffer.from(drawing(16, 16)))
          .resize(4200, 40)
          .png()
          .toBuffer(),
        /högst 4096/,
      ],
    ] as const) {
      await choose(name, bytes);
      await anna.button('Använd den här').click();
      await anna.see(words);
    }
    await anna.look('logo-refused');
    await choose('foto.png', Buffer.alloc(1024 * 1024 + 1));
    await anna.see(/högst 1 MB/);
    expect(await anna.button('Använd den här').count()).toBe(0);
    expect(await inHeader(anna).getAttribute('src')).toBe(shown);
  });

  test('a long word mark fits beside the name', async () => {
    await choose('ordbild.webp', await wide(), 'image/webp');
    await anna.button('Använd den här').click();
    await anna.see('Logotypen är bytt.');
    await anna.look('logo-wide');
  });

  test('she takes it down, regrets it, and takes it down for good', async () => {
    await anna.open('/settings');
    await anna.button('Ta bort logotypen').click();
    await anna.button('Ångra').click();
    await anna.see('Inget har ändrats');
    await inHeader(anna).waitFor();
    await anna.button('Ta bort logotypen').click();
    await anna.page.locator('.announce').getByRole('button', { name: 'Stäng' }).click();
    await anna.see('Logotypen är borttagen.');
    await anna.page.locator('header .brand .mark').first().waitFor();
    expect(await inHeader(anna).count()).toBe(0);
  });
});

describe('which of the usual asks are shown, and in what order', () => {
  const chips = () => anna.page.getByRole('group', { name: 'Det många ber om' }).getByRole('button').allInnerTexts();
  const press = (name: string) => anna.button(name).press('Enter');
  const focused = () => anna.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  test('Anna orders and hides with the keyboard, saves, and takes it back', async () => {
    await anna.open('/settings');
    await anna.page.getByRole('link', { name: 'Välj och ordna' }).click();
    await press('Flytta ned: Läkare eller tandläkare');
    await anna.see('Läkare eller tandläkare är nummer 2 av 8.');
    expect(await focused()).toBe('Flytta ned: Läkare eller tandläkare');
    await press('Flytta upp: Läkare eller tandläkare');
    expect(await focused()).toBe('Flytta ned: Läkare eller tandläkare');
    await press('Dölj: Ved');
    expect(await focused()).toBe('Visa: Ved');
    await anna.button('Spara').click();
    await anna.see('Sparat.');
    await anna.button('Ångra').click();
    await anna.button('Dölj: Ved').waitFor();
  });

  test('whoever asks sees those alone, in that order', async () => {
    for (const hidden of ['Ved', 'Snö och halka', 'Blankett', 'Promenad', 'Handla']) await press(`Dölj: ${hidden}`);
    await press('Flytta upp: Kaffestund');
    await anna.look('usual-asks');
    await anna.button('Spara').click();
    await anna.see('Sparat.');
    await anna.open('/ask');
    await anna.button('Kaffestund').waitFor();
    expect(await chips()).toEqual(['Läkare eller tandläkare', 'Kaffestund', 'Biblioteksböcker']);
  });

  test('with none shown, one begins with one’s own words', async () => {
    await anna.open('/settings/asks');
    for (const hidden of ['Kaffestund', 'Biblioteksböcker', 'Läkare eller tandläkare']) await press(`Dölj: ${hidden}`);
    await anna.see('Den som ber om hjälp skriver då med egna ord från början.');
    await anna.look('usual-asks-none');
    await anna.button('Spara').click();
    await anna.see('Sparat.');
    await anna.open('/ask');
    await anna.page.getByLabel('Berätta med egna ord').waitFor();
    expect(await anna.page.getByText('Det många ber om').count()).toBe(0);
  });
});

describe('what was done for the organisation', () => {
  test('reads as sentences, the latest first', async () => {
    await anna.open('/events');
    await anna.see('Anna Wikström tog bort logotypen.');
    await anna.see('Anna Wikström ändrade inställningarna.');
    await anna.look('events');
  });
});

describe('the page says what the server has answered, and not before', () => {
  test('a group that could not be archived is not said to be, and pressing twice asks once', async () => {
    await anna.open('/groups/new');
    await anna.page.getByLabel('Namn').fill('Kvällsgruppen');
    await anna.button(/^Skapa/).click();
    await anna.button('Arkivera').waitFor();
    let asked = 0;
    await anna.page.route('**/archive', async (route) => {
      asked += 1;
      await anna.page.waitForTimeout(300);
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' });
    });
    await anna.button('Arkivera').evaluate((button: HTMLButtonElement) => [1, 2, 3].forEach(() => button.click()));
    await anna.see('Tjänsten svarar inte just nu.');
    expect(asked).toBe(1);
    expect(await anna.page.getByText(/är arkiverad/).count()).toBe(0);
    await anna.page.unroute('**/archive');
    await anna.button('Arkivera').click();
    await anna.see(/Kvällsgruppen är arkiverad/);
  });

  test('a no that comes after the person has gone elsewhere is told where they are', async () => {
    await anna.page.route('**/membership', (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' })
        : route.continue(),
    );
    await anna.open('/groups');
    const open = anna.page.getByRole('article').filter({ has: anna.button('Gå med') });
    const name = await open.first().getByRole('heading').innerText();
    await anna.button('Gå med').first().click();
    await anna.see(`Välkommen till ${name}!`);
    await anna.page.getByRole('link', { name, exact: true }).click();
    await anna.button('Lämna gruppen').click();
    await anna.page.getByRole('link', { name: 'Hem' }).filter({ visible: true }).click();
    await anna.see(/^Hej Anna/);
    await anna.page.locator('.announce').getByRole('button', { name: 'Stäng' }).click();
    await anna.see('Tjänsten svarar inte just nu.');
  });
});
