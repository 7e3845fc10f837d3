// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const source = path.join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.tsx') && !file.includes('generated'),
);

/** What takes something away, or says a no that stands. */
const takesAway =
  /http\.delete\b|\/(?:withdraw(?:al)?|end|archive|decline|failure|pass|skip|grant|calendar-feed|blocks|others|takeover-code|\$\{verb\})['`"]/;

/** Neither undone nor asked about, and why. */
const plainly: Readonly<Record<string, string>> = {
  'features/series/again.tsx takeBack': 'the wish is said again with the button that takes its place',
  'features/series/occasion.tsx takeUp': 'takes back what was left out',
  'features/groups/membership.tsx leave': 'the page of the group waits before it; here it takes back a yes',
  'features/requests/caller-field.tsx hangUp': 'ends a call that the other one has not answered',
  'features/together/own-offer.tsx turn': 'pauses and resumes with the same button',
  'routes/agreement.tsx act': 'starts, completes and confirms: steps forward that both see',
  'routes/checklist.tsx restore': 'gives back what was withdrawn',
};

interface Act {
  readonly name: string;
  readonly text: string;
}

/** `const name = useAct(…);` */
const actsIn = (text: string): Act[] =>
  [...text.matchAll(/^ {2}const (\w+) = useAct\b(?:.*;$|[\s\S]*?^ {0,2}\S.*;$)/gm)].map(([whole, name = '']) => ({
    name,
    text: whole,
  }));

/** Whether the act waits a moment for regret, is asked about in a dialogue, or can be taken back from what is said. */
function canBeRegretted(text: string, { name, text: act }: Act): boolean {
  const waits = new RegExp(`soon\\([^;<]{0,200}?${name}\\.run\\(`).test(text);
  const dialog = /<Dialog[\s\S]*?<\/Dialog>/g;
  const asked = [...text.matchAll(dialog)].some(([shown]) => shown.includes(`${name}.run(`));
  const takenBack = /announce\([\s\S]*\(\) =>/.test(act);
  return waits || asked || takenBack;
}

test('whatever takes something away can be undone, or is asked about first', () => {
  let met = 0;
  const final = files.flatMap((file) => {
    const text = readFileSync(path.join(source, file), 'utf8');
    return actsIn(text)
      .filter((act) => takesAway.test(act.text))
      .filter((act) => {
        met += 1;
        return !canBeRegretted(text, act);
      })
      .map(({ name }) => `${file} ${name}`);
  });
  expect(met).toBeGreaterThan(30);
  expect(final.sort()).toEqual(Object.keys(plainly).sort());
});
