// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import type { Client, Consent } from '../../api/types.ts';
import { consentBody, covering, emptyConsent, missingIn, namedIn } from './consent-draft.ts';

const consent = (fields: Partial<Consent>): Consent =>
  ({ state: 'valid', acts: ['post'], serviceTypes: ['practical'], ...fields }) as Consent;
const client = (alias: string, ...consents: Consent[]): Client => ({ alias, consents }) as Client;

describe('what a client has allowed', () => {
  test('covers only its act and its kinds, while it is valid', () => {
    const greta = client('Greta', consent({ state: 'withdrawn' }), consent({ acts: ['answer'] }), consent({}));
    expect(covering(greta, 'post', 'practical')).toBe(greta.consents[2]);
    expect(covering(greta, 'answer', 'practical')).toBe(greta.consents[1]);
    expect(covering(greta, 'post', 'social')).toBeUndefined();
    expect(covering(client('Nils', consent({ state: 'waiting' })), 'post', 'practical')).toBeUndefined();
  });

  test('is found by their name, however it is written', () => {
    const åsa = client('Åsa');
    expect(namedIn([client('Greta'), åsa], ' åSA ')).toBe(åsa);
    expect(namedIn([åsa], '')).toBeUndefined();
  });

  test('is sent without what belongs to another kind', () => {
    const draft = { ...emptyConsent, words: ' Ja ', documentNumber: 'Nr 3' };
    expect(consentBody(draft)).toEqual({ kind: 'spoken', acts: ['post'], words: 'Ja' });
    expect(consentBody({ ...draft, kind: 'mandate' })).toEqual({
      kind: 'mandate',
      acts: ['post'],
      documentNumber: 'Nr 3',
    });
    expect(consentBody({ ...draft, kind: 'signed', until: '2026-12-24' })).toEqual({
      kind: 'signed',
      acts: ['post'],
      validTo: new Date('2026-12-24T23:59:59').toISOString(),
    });
    expect(missingIn(emptyConsent)).toBe('words');
    expect(missingIn({ ...draft, kind: 'mandate', documentNumber: ' ' })).toBe('documentNumber');
    expect(missingIn({ ...emptyConsent, kind: 'signed' })).toBeNull();
  });
});
