// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { signatureText } from './signature-text.ts';

const scope = {
  acts: ['post', 'answer'] as const,
  serviceTypes: ['social', 'homework'] as const,
  validTo: new Date('2027-03-01T11:00:00Z'),
};
/** A name is a name, whatever it looks like. */
const tenant = 'Byn $& {day}';

test('what is signed is whole in every language, and says who, what, about what and how long', () => {
  expect(signatureText('sv', 'Byn', scope)).toBe(
    'Jag låter Byn be om hjälp åt mig och säga ja till att jag hjälper andra. Det gäller en pratstund, läxhjälp, till och med 1 mars 2027. Jag kan ta tillbaka det när jag vill.',
  );
  expect(signatureText('en', 'Byn', scope)).toBe(
    'I let Byn ask for help for me and say yes to my helping others. This is about a chat, help with homework, until the end of 1 March 2027. I can take it back whenever I like.',
  );
  expect(signatureText('sv-simple', 'Byn', scope)).toMatch(/^Byn får be om hjälp .* med 1 mars 2027\./);
  expect(signatureText('ar', 'Byn', scope)).toMatch(/^أسمح لـ Byn .* 2027/);
  for (const locale of ['sv', 'sv-simple', 'en', 'ar'] as const) {
    expect(signatureText(locale, tenant, scope)).toContain(tenant);
    expect(signatureText(locale, 'Byn', scope)).not.toMatch(/[{}]/);
  }
});
