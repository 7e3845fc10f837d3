// SPDX-License-Identifier: EUPL-1.2
import type { Client, Consent, NewConsent, ServiceType } from '../../api/types.ts';

export type Act = Consent['acts'][number];

export interface ConsentDraft {
  kind: Consent['kind'];
  words: string;
  documentNumber: string;
  acts: Act[];
  serviceTypes: ServiceType[];
  /** `2026-12-24`; empty is a year from now. */
  until: string;
}

export const emptyConsent: ConsentDraft = {
  kind: 'spoken',
  words: '',
  documentNumber: '',
  acts: ['post'],
  serviceTypes: [],
  until: '',
};

/** What is still missing in the draft, as a key of `mandates.missing`. */
export function missingIn(draft: ConsentDraft): 'words' | 'documentNumber' | null {
  if (draft.kind === 'spoken' && !draft.words.trim()) return 'words';
  return draft.kind === 'mandate' && !draft.documentNumber.trim() ? 'documentNumber' : null;
}

/** The last day counts to its end, where the person is. */
export const consentBody = ({ kind, words, documentNumber, acts, serviceTypes, until }: ConsentDraft): NewConsent => ({
  kind,
  acts,
  ...(kind === 'spoken' ? { words: words.trim() } : {}),
  ...(kind === 'mandate' ? { documentNumber: documentNumber.trim() } : {}),
  ...(serviceTypes.length > 0 ? { serviceTypes } : {}),
  ...(until ? { validTo: new Date(`${until}T23:59:59`).toISOString() } : {}),
});

export const covering = (client: Client, act: Act, serviceType: ServiceType): Consent | undefined =>
  client.consents.find(
    ({ state, acts, serviceTypes }) => state === 'valid' && acts.includes(act) && serviceTypes.includes(serviceType),
  );

/** The client of that name, however it is written. */
export const namedIn = (clients: readonly Client[], alias: string): Client | undefined =>
  clients.find((client) => client.alias.toLocaleLowerCase('sv') === alias.trim().toLocaleLowerCase('sv'));
