// SPDX-License-Identifier: EUPL-1.2
import { testPersons } from '../../apps/identity/test-persons.ts';
import { originOf, type Layout } from './layout.ts';
import { bold, dim, say } from './say.ts';
import { tenants } from './seed/tenants.ts';

const tries: readonly (readonly [person: string, what: string])[] = [
  ['astrid', 'asks for help in Helsingborg'],
  ['jonas', 'is the neighbour who answers with one tap'],
  ['samira', 'prefers Arabic'],
  ['maria', 'home care: posts "company to the dentist" for someone, to two associations at once'],
  ['david', 'coordinator at the volunteer centre'],
  ['ingrid', 'administrator of the city: invites Röda Korset to be a partner'],
  ['anna', 'administrator of Röda Korset: compares four words and accepts'],
  ['omar', "coordinator of Röda Korset: routes the city's request to a group"],
  ['lisa', 'volunteer at Röda Korset: accepts with one tap'],
  ['elin', 'lives in Helsingborg, and is in a hidden group that the city cannot see'],
  ['kari', 'administrator of Melhus, with its linked groups'],
  ['tova', 'is refused: her e-ID is of too low a level'],
];

/** What to open, and as whom to sign in. */
export function welcome(layout: Layout, seconds: number): void {
  const width = Math.max(...tenants.map(({ name }) => name.length)) + 2;
  say();
  say(bold(`Handslag is running (${seconds.toFixed(0)} s). Öppna i webbläsaren / open in your browser:`));
  for (const { name, slug, plane } of tenants) {
    say(
      `  ${name.padEnd(width)}${originOf(layout, slug, plane)}${dim(plane === 'civic' ? '  (its own house; the city cannot see in)' : '')}`,
    );
  }
  say();
  say(bold('Logga in som / sign in as') + dim(' (no password: choose the name on the demo BankID page)'));
  for (const [key, what] of tries) {
    const person = testPersons.find((one) => one.key === key);
    if (!person) continue;
    const doors = person.errands.map(({ tenant }) => tenant).join(', ');
    say(`  ${`${person.givenName} ${person.familyName}`.padEnd(18)} ${what}${dim(doors ? `  [${doors}]` : '')}`);
  }
  say();
  say(dim(`Logs and data: ${layout.data}`));
  say('Ctrl-C stops everything; your data stays. npm run start:fresh begins anew.');
}
