// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { beforeAll, describe, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let david: Visitor;
let elin: Visitor;
const link = (who: Visitor, name: string | RegExp) => who.page.getByRole('link', { name }).first();

beforeAll(async () => {
  david = await story.enter('David Åkesson', 'staff');
  elin = await story.enter('Elin Bergström', 'private');
});

describe('a helper gets qualified', () => {
  test('Elin sees what the volunteer centre requires before she applies, and how to get it', async () => {
    await elin.open('/groups');
    await link(elin, 'Volontärcenter').click();
    await elin.see('Vad gruppen kräver');
    await elin.see('Du läser och skriver under här i appen.');
    await elin.look('qualification-demands');
    await elin.button('Ansök').click();
    await elin.see(/Din ansökan till Volontärcenter är skickad/);
    await link(elin, 'Se mina intyg').click();
    await elin.see('I Volontärcenter');
    await elin.look('qualification-mine');
    await elin.button('Jag lovar, skriv under').click();
    await elin.see('Tack. Ditt tystnadslöfte är underskrivet.');
    await elin.see(/^Underskrivet/);
    await elin.look('qualification-signed');
  });

  test('David finds what waits for him where he begins', async () => {
    await david.open('/board');
    await david.see('Väntar på dig');
    await link(david, /ansökan till en grupp|ansökningar till grupper/).waitFor();
    await david.look('waiting');
    await david.open('/expiring');
    await david.see('Intyg som snart går ut');
    await david.look('expiring');
  });

  test('David ticks what he has seen, takes it back with a reason, and regrets that', async () => {
    await david.open('/groups');
    await link(david, 'Volontärcenter').click();
    await link(david, /^Checklista: Elin/).click();
    await david.see('Bocka av det du har sett. Skriv aldrig vad som stod.');
    // There is no way to hand in a document: nothing on the page takes one.
    expect(await david.page.locator('input[type=file], textarea').count()).toBe(0);
    await david.look('qualification-checklist');
    await david.button('Bocka av: Intervju').click();
    await david.see('Avbockat.');
    await david.button('Återkalla: Intervju').click();
    await david.page.getByRole('dialog', { name: 'Varför gäller det inte längre?' }).waitFor();
    await david.look('qualification-withdraw');
    await david.choose('Det blev fel');
    await david.page.getByRole('dialog').getByRole('button', { name: 'Återkalla' }).click();
    await david.see('Återkallat.');
    await david.button('Ångra').first().click();
    await david.button('Återkalla: Intervju').waitFor();
  });

  test('David changes what the group requires; what is wrong is said beside the field, and it can be undone', async () => {
    await david.open('/groups');
    await link(david, 'Volontärcenter').click();
    await link(david, 'Ändra vad gruppen kräver').click();
    await david.page.getByLabel('Vad', { exact: true }).selectOption('course');
    await david.button('Lägg till').click();
    await david.see('Skriv vilket.');
    await david.see('Välj minst en sorts hjälp.');
    await david.look('qualification-settle');
    await david.page.getByLabel('Vilken kurs').fill('Första hjälpen');
    await david.choose('Språk och papper');
    await david.button('Lägg till').click();
    await david.see('Gruppens krav är ändrade.');
    await david.see('Kurs: Första hjälpen');
    await david.button('Ångra').first().click();
    await david.page.getByText('Kurs: Första hjälpen').first().waitFor({ state: 'detached' });
  });

  test('whoever chooses among offers sees who has all that is required', async () => {
    const jonas = await story.enter('Jonas Ekström', 'private');
    const maria = await story.enter('Maria Nyström', 'staff');
    await maria.open('/');
    const made = await maria.page.evaluate(async () => {
      const call = async (path: string, body?: object) =>
        (
          await fetch(`/api/v1${path}`, {
            method: body ? 'POST' : 'GET',
            headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
            ...(body ? { body: JSON.stringify(body) } : {}),
          })
        ).json() as Promise<{ id: string; items: { id: string; name: string }[] }>;
      const { items } = await call('/groups?limit=100');
      const from = items.find(({ name }) => name === 'Hemtjänst Söder')!.id;
      const text = 'Sällskap till vårdcentralen';
      const onBehalf = { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } };
      const request = { serviceType: 'accompany', text, groupIds: [from], send: true, onBehalf };
      return (await call('/requests', request)).id;
    });
    await jonas.open(`/requests/${made}`);
    await jonas
      .button(/Jag kan/)
      .first()
      .click();
    await jonas.see('Du vill hjälpa');
    await maria.open(`/requests/${made}`);
    await maria.see('Har allt som krävs här');
    await maria.look('qualification-mark');
    await jonas.close();
    await maria.close();
  });
});
