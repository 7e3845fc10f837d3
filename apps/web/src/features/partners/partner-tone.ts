// SPDX-License-Identifier: EUPL-1.2
import type { Partner } from '../../api/types.ts';
import type { Tone } from '../../ui/tag.tsx';

export const partnerStateTone = (state: Partner['state']): Tone =>
  (({ pending: 'info', active: 'success', suspended: 'warning', ended: 'neutral' }) as const)[state];
