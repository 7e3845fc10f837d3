// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beginStory } from './story.ts';
import { Visitor } from './visitor.ts';

const run = promisify(execFile);
const story = beginStory();
const visitors = new Map<string, Visitor>();

/** The named person at the tenant, signed in once for all stories. */
async function person(name: string, origin: string, door: 'private' | 'staff' = 'private'): Promise<Visitor> {
  const known = visitors.get(name + origin);
  if (known) return known;
  const visitor = await story.enter(name, door, origin);
  visitors.set(name + origin, visitor);
  return visitor;
}

const helsingborg = () => story.house.town('helsingborg');
const rodakorset = () => story.house.club('rodakorset');
const astrid = () => person('Astrid Lindqvist', helsingborg());
const jonas = () => person('Jonas Ekström', helsingborg());
const maria = () => person('Maria Nyström', helsingborg(), 'staff');
const ingrid = () => person('Ingrid Månsson', helsingborg(), 'staff');
const anna = () => person('Anna Wikström', rodakorset());
const omar = () => person('Omar Farah', rodakorset());
const lisa = () => person('Lisa Persson', rodakorset());
const gunnar = () => person('Gunnar', story.house.club('grannar'));
const kari = () => person('Kari Haugen', story.house.town('melhus'), 'staff');

async function joinGroup(visitor: Visitor, group: string): Promise<void> {
  await visitor.open('/groups');
  const card = visitor.page.getByRole('article').filter({ has: visitor.page.getByRole('heading', { name: group }) });
  await card.waitFor();
  const join = card.getByRole('button', { name: 'Gå med' });
  if (await join.isVisible()) await join.click();
  await card.getByText('Du är med').waitFor();
}

describe('a resident asks, and a neighbour helps', () => {
  const words = 'Kan någon följa med mig till ögonkliniken på torsdag?';

  test('anybody is met in their own language, before signing in', async () => {
    const stranger = await Visitor.at(story.browser, helsingborg());
    await stranger.look('welcome');
    await stranger.button('العربية').click();
    await stranger.page.waitForFunction(
      () => document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar',
    );
    await stranger.look('welcome-arabic');
    await stranger.close();
  });

  test('Astrid signs in, accepts the terms and joins the open group where she lives', async () => {
    const visitor = await astrid();
    await joinGroup(visitor, 'Grannhjälp Söder');
    await visitor.look('groups');
    await visitor.open('/');
    await visitor.see('Hej Astrid');
    await visitor.look('home-resident');
  });

  test('she asks in three fields and sees who will see it before anything is sent', async () => {
    const visitor = await astrid();
    await visitor.open('/');
    await visitor.page.getByRole('link', { name: /^Be om hjälp/ }).click();
    await visitor.page.getByRole('radio', { name: /Sällskap på vägen/ }).check();
    await visitor.page.getByLabel('Berätta med egna ord').fill(words);
    await visitor.look('ask');
    await visitor.button('Fortsätt').click();
    await visitor.see(/personer kan läsa det här/);
    await visitor.see(/Grannhjälp Söder: \d+ personer/);
    await visitor.look('ask-review');
    await visitor.button('Skicka').click();
    await visitor.see('Skickat. Vi hör av oss här när någon vill hjälpa.');
    await visitor.look('request-sent');
  });

  test('Jonas browses by kind and area, and answers with one tap, without learning who asks', async () => {
    const visitor = await jonas();
    await joinGroup(visitor, 'Grannhjälp Söder');
    await visitor.open('/requests?serviceType=accompany');
    const card = visitor.page.getByRole('article').filter({ hasText: words });
    await visitor.look('feed');
    expect(await visitor.page.content()).not.toMatch(/Astrid|Lindqvist/);
    await card.getByText('Läs med deras egna ord').click();
    await card.getByRole('button', { name: 'Jag kan hjälpa' }).click();
    await visitor.see('Tack! Nu vet den som frågar att du vill hjälpa.');
  });

  test('she says yes to him, and they write to each other', async () => {
    const asker = await astrid();
    await asker.open('/mine');
    await asker.page
      .getByRole('link', { name: new RegExp(words.slice(0, 30)) })
      .first()
      .click();
    await asker.see('De som vill hjälpa');
    await asker.look('request-offers');
    await asker.button(/Ja tack, Jonas/).click();
    await asker.see('Jonas');
    await asker.page.getByLabel('Ditt meddelande').fill('Tack Jonas! Vi ses vid porten kl. 9.');
    await asker.button('Skicka').click();
    await asker.see('Vi ses vid porten kl. 9.');
    await asker.look('agreement-asker');

    const helper = await jonas();
    await helper.open('/mine');
    await helper.page
      .getByRole('link', { name: /^Du hjälper Astrid/ })
      .first()
      .click();
    await helper.see('Vi ses vid porten kl. 9.');
    await helper.page.getByLabel('Ditt meddelande').fill('Jag kommer!');
    await helper.button('Skicka').click();
    await helper.see('Jag kommer!');
    await helper.look('agreement-helper');
  });

  test('she marks it done and he confirms', async () => {
    const asker = await astrid();
    await asker.button('Det är klart').click();
    await asker.see(/väntar vi på att den andra/);
    const helper = await jonas();
    await helper.page.reload();
    await helper.button('Ja, det stämmer').click();
    await helper.see(/båda håller med/);
  });
});

describe('an association becomes partner without being seen into', () => {
  test('the municipality invites, and gets a link and four words', async () => {
    const visitor = await ingrid();
    await visitor.open('/partners/invite');
    await visitor.look('partner-invite');
    await visitor.button('Skapa inbjudan').click();
    await visitor.see('Inbjudan är klar');
    await visitor.look('partner-invited');
  });

  test('the association compares the words, narrows the grant and accepts', async () => {
    const inviter = await ingrid();
    const link = await inviter.page.locator('code').filter({ hasText: /^http/ }).innerText();
    const words = await inviter.page.getByRole('list', { name: 'Fyra ord' }).innerText();
    const visitor = await anna();
    await visitor.open('/partners/accept');
    await visitor.page.getByLabel('Länken').fill(link);
    await visitor.button('Titta på inbjudan').click();
    await visitor.see('Helsingborgs stad vill bli partner');
    expect(await visitor.page.getByRole('list', { name: 'Fyra ord' }).innerText()).toBe(words);
    await visitor.look('partner-accept');
    await visitor.page.getByText('Gör det smalare', { exact: true }).click();
    await visitor.choose('Praktisk hjälp');
    await visitor.page.getByLabel('Er funktionsadress').fill('besok@rodakorset.example');
    await visitor.choose(/Vi har jämfört de fyra orden/);
    await visitor.button('Bli partner').click();
    await visitor.see(/Ni är nu partner med Helsingborgs stad/);
  });

  test('she creates a hidden group, invites a leader by link, and reads what the municipality cannot see', async () => {
    const visitor = await anna();
    await visitor.open('/groups/new');
    await visitor.page.getByLabel('Namn').fill('Följeslagarna');
    await visitor.page.getByRole('radio', { name: /Finns inte för den som inte är inbjuden|Dold/ }).check();
    await visitor.look('group-new');
    await visitor.button('Skapa gruppen').click();
    await visitor.see('Följeslagarna är skapad');
    await visitor.open('/');
    await visitor.see('Kommunen ser inte detta');
    await visitor.look('home-association');
    await visitor.open('/partners');
    await visitor.page
      .getByRole('link', { name: /Helsingborgs stad/ })
      .first()
      .click();
    await visitor.see('Det här ser Helsingborgs stad aldrig');
    for (const never of ['Vilka grupper som finns', 'Vilka medlemmarna är', 'Vem som hjälper'])
      await visitor.see(never);
    await visitor.look('partner-sees');
  });

  test('she invites a new leader by a link that works once', async () => {
    const visitor = await anna();
    await visitor.open('/invitations');
    await visitor.page.getByLabel('Till grupp').selectOption('Följeslagarna');
    await visitor.choose('Personen ska leda gruppen');
    await visitor.button('Skapa länk').click();
    await visitor.see('Länken är klar');
    await visitor.look('invitations');
    const link = await visitor.page.locator('code').filter({ hasText: /^http/ }).innerText();

    const newcomer = await story.visitor(rodakorset());
    await newcomer.open(link);
    await newcomer.see('Du är inbjuden');
    await newcomer.look('invitation');
    await newcomer.signIn('Jonas Ekström');
    await newcomer.button(/Tacka ja/).click();
    await newcomer.acceptTerms();
    await newcomer.open('/groups');
    await newcomer.page
      .getByRole('article')
      .filter({ hasText: 'Följeslagarna' })
      .getByText(/Du leder|Ledare/)
      .first()
      .waitFor();
    await newcomer.open(link);
    await newcomer.see(/redan använd/);
    await newcomer.close();
  });
});

describe('home care asks two associations and the volunteer centre for somebody without an account', () => {
  const words = 'Sällskap till tandläkaren, med väntan och resa hem.';

  test('Maria posts it on behalf of Berit, with contact and place sealed', async () => {
    const visitor = await maria();
    await visitor.open('/board');
    await visitor.look('board-before');
    await visitor.open('/post');
    await visitor.button('Läkare eller tandläkare').click();
    await visitor.page.getByLabel('För vem?').fill('Berit');
    await visitor.page.getByLabel('Vad sa personen?').fill('Ja, fråga gärna åt mig.');
    await visitor.page.getByLabel('Vad behövs?').fill(words);
    await visitor.page.getByLabel('Namn på plats').fill('Berit Holm');
    await visitor.page.getByLabel('Telefon').fill('070-174 06 05');
    await visitor.page.getByLabel('Plats', { exact: true }).fill('Trädgårdsgatan 12, port B');
    // The need group's link leads to the volunteer centre's resource group.
    for (const to of ['Röda Korset Helsingborg', 'Grannar i Helsingborg', 'Hemtjänst Söder']) {
      await visitor.choose(new RegExp(to));
    }
    await visitor.see(/Volontärcenter: \d+ personer/);
    await visitor.look('post');
    await visitor.button('Skicka').click();
    await visitor.see(/är skickad/);
    await visitor.page.getByText(words).first().waitFor();
    await visitor.look('board-after');
  });

  test('the coordinator of Röda Korset sees a card with its limited preview, and routes it to a group of her own', async () => {
    const visitor = await omar();
    await visitor.arrives('/inbox', words);
    expect(await visitor.page.content()).not.toMatch(/Berit|Trädgårdsgatan|070-174/);
    await visitor.look('inbox');
    await visitor.page.getByText(words).first().click();
    await visitor.see('Vilken grupp kan svara?');
    expect(await visitor.page.content()).not.toMatch(/Berit|Trädgårdsgatan|070-174/);
    await visitor.choose(/Besöksgruppen/);
    await visitor.look('inbox-request');
    await visitor.button('Skicka till gruppen').click();
    await visitor.see('Nu ser gruppen förfrågan.');
  });

  test('a member accepts with one tap, and contact and place unlock for that member only', async () => {
    const visitor = await lisa();
    await visitor.arrives('/requests', words);
    await visitor.look('feed-association');
    await visitor.page
      .getByRole('article')
      .filter({ hasText: words })
      .getByRole('button', { name: 'Jag kan hjälpa' })
      .click();
    await visitor.see('Tack! Uppdraget är ditt.');
    await visitor.open('/mine');
    // The agreement, not the request that stands there, too, and may have come before it.
    const card = visitor.page.locator('a.cover[href^="/agreements/"]', { hasText: /tandläkaren|Helsingborgs stad/ });
    await card.first().click();
    await visitor.page.waitForURL('**/agreements/*');
    await visitor.arrives(visitor.page.url(), 'Trädgårdsgatan 12, port B');
    await visitor.look('agreement-member');

    const coordinator = await omar();
    await coordinator.page.reload();
    await coordinator.see('Hos Besöksgruppen');
    expect(await coordinator.page.content()).not.toMatch(/Trädgårdsgatan|070-174/);
  });

  test('the other association reads that it is taken, and not by whom', async () => {
    const visitor = await gunnar();
    await visitor.arrives('/inbox', 'Tagen av annan');
    expect(await visitor.page.content()).not.toMatch(/Röda Korset|Lisa/);
    await visitor.look('inbox-taken');
  });

  test('the municipality follows it with the function address, time and head count, and nothing else', async () => {
    const staff = await maria();
    await staff.arrives('/board', 'Accepterad');
    const member = await lisa();
    await member.button('Nu börjar vi').click();
    await staff.arrives('/board', 'Pågår');
    await member.button('Det är klart').click();
    await staff.arrives('/board', 'Utförd');
    await staff.page.getByText(words).first().click();
    await staff.see(/@/);
    await staff.see('1 person kommer');
    expect(await staff.page.content()).not.toMatch(/Lisa|Persson|Besöksgruppen|Omar/);
    await staff.look('request-by-partner');
  });

  test('both sides download their receipts, and the command line verifies them without a network', async () => {
    for (const visitor of [await ingrid(), await anna()]) {
      await visitor.open('/receipts');
      await visitor.see('Förfrågan accepterad');
      await visitor.look(`receipts-${visitor.origin.includes('rodakorset') ? 'association' : 'municipality'}`);
      const [download] = await Promise.all([
        visitor.page.waitForEvent('download'),
        visitor.page.getByText('Ladda ner alla').click(),
      ]);
      const file = await download.path();
      const { stdout } = await run(process.execPath, [path.resolve('apps/cli/handslag.mjs'), 'verify', file]);
      expect(stdout).toMatch(/holds|håller|proves|visar/i);
    }
  });
});

const melhusGroups = [
  'Hjemmetjenesten',
  'Idrettsveien',
  'Frivilligsentralen',
  'Flyktningtjenesten',
  'NAV: ut i jobb',
  'Plan og bygg',
];

describe('Melhus is a second municipality with groups of its own', () => {
  test('its groups are linked from need to resource', async () => {
    const visitor = await kari();
    await visitor.open('/groups');
    for (const group of melhusGroups) await visitor.page.getByRole('heading', { name: group }).waitFor();
    await visitor.look('melhus-groups');
    await visitor.open('/links');
    await visitor.page.getByRole('heading', { name: 'Kopplingar' }).waitFor();
    await visitor.page
      .locator('main')
      .getByText(/Idrettsveien/)
      .filter({ visible: true })
      .first()
      .waitFor();
    await visitor.look('melhus-links');
  });
});

describe('what was begun can be put away', () => {
  test('a group is archived and taken back', async () => {
    const visitor = await anna();
    await visitor.open('/groups');
    await visitor.page.getByRole('link', { name: 'Följeslagarna' }).click();
    await visitor.button('Arkivera').click();
    await visitor.see('Följeslagarna är arkiverad. Den kan tas fram igen.');
    await visitor.button('Ta fram igen').click();
    await visitor.button('Arkivera').waitFor();
  });

  test('the association pauses the partnership, takes it up again and ends it, and the municipality is told', async () => {
    const visitor = await anna();
    await visitor.open('/partners');
    await visitor.page
      .getByRole('link', { name: /Helsingborgs stad/ })
      .first()
      .click();
    await visitor.button('Pausa').click();
    await visitor.see('Samarbetet med Helsingborgs stad är pausat.');
    await visitor.button('Starta igen').click();
    await visitor.see('Samarbetet med Helsingborgs stad är igång igen.');
    await visitor.button('Avsluta').click();
    await visitor.see('Avsluta med Helsingborgs stad?');
    await visitor.look('partner-ending');
    await visitor.button('Ja, avsluta').click();
    await visitor.see('Samarbetet med Helsingborgs stad är avslutat.');
    await (await ingrid()).arrives('/partners', 'Avslutad');
  });

  test('a resident leaves, and is met as a stranger afterwards', async () => {
    const visitor = await person('Samira Haddad', helsingborg());
    await visitor.open('/me');
    await visitor.look('me');
    await visitor.button('Ta bort mig').click();
    await visitor.button('Ja, ta bort mig').click();
    await visitor.see('BankID på den här enheten');
  });
});
