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
  /** The usual ask that was picked, if any. */
  usual: string | null;
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
  usual: null,
};
