// SPDX-License-Identifier: EUPL-1.2
import type { Agreement } from '../../api/types.ts';
import type { Tone } from '../../ui/tag.tsx';

export const agreementTone = (state: Agreement['state']): Tone =>
  ({
    agreed: 'accent',
    inProgress: 'info',
    completed: 'success',
    confirmed: 'success',
    failed: 'warning',
  })[state] as Tone;

type Seen = Pick<Agreement, 'state' | 'side' | 'completedBySide'>;

/** What is so now and whose turn it is, as one key to one sentence. */
export function agreementSentence({ state, side, completedBySide }: Seen): string {
  if (state !== 'completed') return `agreement.now.${state}`;
  if (!completedBySide) return 'agreement.now.completed';
  return completedBySide === side ? 'agreement.now.waitForThem' : 'agreement.now.yourTurn';
}

/** What it is called to its party; of time together nobody is the one who helps. */
export function agreementTitle({ side, request }: Pick<Agreement, 'side' | 'request'>): string {
  if (request.serviceType === 'social' && (side === 'helper' || !request.onBehalf)) return 'agreement.together';
  return side === 'helper' ? 'agreement.youHelp' : 'agreement.helpsYou';
}
