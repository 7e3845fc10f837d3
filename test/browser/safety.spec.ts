// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { describe, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const group = 'Grannhjälp Söder';
const advertisement = 'Fönsterfirman putsar era fönster från 299 kr. www.putsarna.se';
const story = beginStory();

async function join(visitor: Visitor): Promise<void> {
  await visitor.open('/groups');
  const card = visitor.page.getByRole('article').filter({ has: visitor.page.getByRole('heading', { name: group }) });
  await card.waitFor();
  const button = card.getByRole('button', { name: 'Gå med' });
  if (await button.isVisible()) await button.click();
  await card.getByText('Du är med').waitFor();
}

async function ask(visitor: Visitor, words: string): Promise<void> {
  await visitor.open('/ask');
  await visitor.page.getByRole('radio', { name: /Praktisk hjälp/ }).check();
  await visitor.page.getByLabel('Berätta med egna ord').fill(words);
  await visitor.button('Fortsätt').click();
  await visitor.see(/kan läsa det här/);
}

describe('order and safety', () => {
  let jonas: Visitor;
  let astrid: Visitor;
  let david: Visitor;
  let ingrid: Visitor;

  test('the guidelines stand beside the form, and an advertisement is named before it is sent', async () => {
    jonas = await story.enter('Jonas Ekström');
    await join(jonas);
    await jonas.open('/ask');
    await jonas.page.getByText('Så skriver vi här').click();
    await jonas.see('Fråga aldrig efter kort eller konto');
    await jonas.look('guidelines');
    await ask(jonas, advertisement);
    await jonas.see('Det här ser ut som reklam');
    await jonas.see('299 kr');
    await jonas.look('advertising');
    await jonas.button('Skicka').click();
    await jonas.see(/^Skickat/);
  });

  test('a neighbour flags it against a named guideline, without learning whose it is', async () => {
    astrid = await story.enter('Astrid Lindqvist');
    await join(astrid);
    await astrid.open('/requests');
    const card = astrid.page.getByRole('article').filter({ hasText: advertisement });
    await card.getByRole('link').first().click();
    await astrid.button('Anmäl texten').click();
    await astrid.page.getByRole('radio', { name: /Ingen reklam/ }).check();
    await astrid.page.getByLabel(/Vill du säga mer/).fill('Det är ett företag.');
    await astrid.look('flag');
    await astrid.page.getByRole('dialog').getByRole('button', { name: 'Anmäl', exact: true }).click();
    await astrid.see('Tack. En moderator tittar på det.');
  });

  test('the coordinator decides in words, and it leaves the feed at once', async () => {
    david = await story.enter('David Åkesson', 'staff');
    await david.open('/moderation');
    await david.see('hittat av reklamkontrollen');
    await david.see('Det är ett företag.');
    expect(await david.page.content()).not.toMatch(/Jonas|Astrid/);
    const card = david.page.getByRole('article').filter({ hasText: advertisement });
    await card.getByText('Besluta').first().click();
    await card.getByRole('radio', { name: /Dölj den/ }).check();
    await card.getByRole('button', { name: 'Besluta' }).click();
    await david.see('Skriv varför.');
    await card.getByLabel('Skäl').fill('Företag får annonsera någon annanstans.');
    await david.look('moderation');
    await card.getByRole('button', { name: 'Besluta' }).click();
    await david.see('Beslutet är fattat.');
    await david.see('Inget väntar på beslut.');
    await astrid.open('/requests');
    await astrid.page.waitForLoadState('networkidle');
    expect(await astrid.page.getByText(advertisement).count()).toBe(0);
  });

  test('the author is told why and appeals; another moderator answers', async () => {
    await jonas.open('/safety');
    await jonas.see('Företag får annonsera någon annanstans.');
    await jonas.see('Riktlinje: Ingen reklam');
    expect(await jonas.page.content()).not.toMatch(/Astrid|Det är ett företag/);
    await jonas.page
      .getByText(/^Överklaga/)
      .first()
      .click();
    await jonas.page.getByLabel('Varför är beslutet fel?').fill('Jag skulle hjälpa min granne att annonsera.');
    await jonas.look('decision');
    await jonas.button('Överklaga').click();
    await jonas.see('Ditt överklagande är skickat.');
    await david.open('/moderation');
    await david.see('En annan moderator svarar på överklagandet.');
    ingrid = await story.enter('Ingrid Månsson', 'staff');
    await ingrid.open('/moderation');
    const card = ingrid.page.getByRole('article').filter({ hasText: advertisement });
    await card.getByText('Svara på överklagandet').first().click();
    await card.getByRole('radio', { name: /Dölj den/ }).check();
    await card.getByLabel('Skäl').fill('Det är fortfarande reklam.');
    await card.getByRole('button', { name: 'Besluta' }).click();
    await ingrid.see('Inget väntar på beslut.');
    await jonas.open('/safety');
    await jonas.see('Svar på överklagandet: Det är fortfarande reklam.');
  });

  test('Astrid blocks a helper, who notices nothing and meets nothing new of hers, and takes it back', async () => {
    const words = 'Behöver hjälp att bära upp en fåtölj från källaren.';
    await ask(astrid, words);
    await astrid.button('Skicka').click();
    await astrid.see(/^Skickat/);
    await jonas.open('/requests');
    const card = jonas.page.getByRole('article').filter({ hasText: words });
    await card.getByRole('button', { name: 'Jag kan hjälpa' }).click();
    await jonas.see('Tack! Nu vet den som frågar att du vill hjälpa.');
    await astrid.open('/mine');
    await astrid.page.getByText(words).first().click();
    await astrid.button('Blockera Jonas').click();
    await astrid.see('Blockera Jonas?');
    await astrid.look('block');
    await astrid.page.getByRole('dialog').getByRole('button', { name: 'Blockera', exact: true }).click();
    await astrid.see('Jonas är blockerad.');
    await astrid.see('Ingen har svarat än.');
    await jonas.open('/mine');
    await jonas.see(words);
    const later = 'Kan någon vattna mina tomater i helgen?';
    await ask(astrid, later);
    await astrid.button('Skicka').click();
    await astrid.see(/^Skickat/);
    await jonas.open('/requests');
    await jonas.page.waitForLoadState('networkidle');
    expect(await jonas.page.getByText(later).count()).toBe(0);
    await astrid.open('/safety');
    await astrid.look('safety');
    await astrid.button('Ta bort blockeringen').click();
    await astrid.button('Stäng').click();
    await astrid.see('Du har inte blockerat någon.');
    await jonas.arrives('/requests', later);
  });

  test('she reports a near miss, and a coordinator closes it with what was done', async () => {
    await astrid.open('/safety');
    await astrid.page.getByText('Rapportera en händelse').click();
    await astrid.button('Skicka').click();
    await astrid.see('Skriv vad som hände.');
    await astrid.page.getByRole('radio', { name: /tillbud/ }).check();
    await astrid.page.getByLabel('Vad hände?').fill('Stegen vek sig, men ingen föll.');
    await astrid.look('incident');
    await astrid.button('Skicka').click();
    await astrid.see('Tack. En samordnare tittar på det.');
    await david.open('/moderation');
    const card = david.page.getByRole('article').filter({ hasText: 'Stegen vek sig' });
    await card.getByRole('button', { name: 'Jag tittar på det' }).click();
    await card.getByText('Någon tittar på det').waitFor();
    await card.getByText('Avsluta', { exact: true }).click();
    await card.getByLabel('Vad gjordes?').fill('En ny stege är köpt.');
    await david.look('incidents');
    await card.getByRole('button', { name: 'Avsluta händelsen' }).click();
    await card.getByText('Det här gjordes: En ny stege är köpt.').waitFor();
    await astrid.open('/safety');
    await astrid.see('Det här gjordes: En ny stege är köpt.');
  });

  test('a finished agreement asks how it went, in one tap', async () => {
    const words = 'Kan någon klippa häcken på lördag?';
    await ask(jonas, words);
    await jonas.button('Skicka').click();
    await jonas.see(/^Skickat/);
    const request = new URL(jonas.page.url()).pathname;
    await astrid.open('/requests');
    await astrid.page
      .getByRole('article')
      .filter({ hasText: words })
      .getByRole('button', { name: 'Jag kan hjälpa' })
      .click();
    await astrid.see('Tack! Nu vet den som frågar att du vill hjälpa.');
    await jonas.open(request);
    await jonas.button(/Ja tack, Astrid/).click();
    await jonas.see('Ditt meddelande');
    await jonas.button(/klart/i).first().click();
    await jonas.see('Gick det bra?');
    await jonas.look('follow-up');
    await jonas.button('Nej, inte bra').click();
    await jonas.see('Tråkigt att höra.');
    await jonas.look('follow-up-bad');
    await ingrid.open('/settings');
    await ingrid.page.getByText('Riktlinjer för det som skrivs').click();
    await ingrid.see('Riktlinje 1');
    await ingrid.look('guidelines-form');
  });
});
