// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '../../api/types.ts';
import { emptyConsent } from './consent-draft.ts';
import type { Whom } from './whom-field.tsx';
import { noTime, type When } from './when-field.tsx';

export interface PostDraft extends When {
  kind: ServiceType;
  whom: Whom;
  text: string;
  area: string;
  headCount: string;
  groupIds: string[];
  partnerIds: string[];
  contactName: string;
  phone: string;
  place: string;
  instructions: string;
}

export const emptyPost: PostDraft = {
  ...noTime,
  when: 'tomorrow',
  kind: 'accompany',
  whom: { alias: '', consent: emptyConsent },
  text: '',
  area: '',
  headCount: '1',
  groupIds: [],
  partnerIds: [],
  contactName: '',
  phone: '',
  place: '',
  instructions: '',
};

/** The eight usual asks, in the order they are asked. */
export const templates: { name: string; kind: ServiceType }[] = [
  { name: 'doctor', kind: 'accompany' },
  { name: 'shopping', kind: 'delivery' },
  { name: 'walk', kind: 'social' },
  { name: 'snow', kind: 'practical' },
  { name: 'firewood', kind: 'practical' },
  { name: 'books', kind: 'delivery' },
  { name: 'form', kind: 'language' },
  { name: 'coffee', kind: 'social' },
];
