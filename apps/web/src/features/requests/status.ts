// SPDX-License-Identifier: EUPL-1.2
import type { HelpRequest, PartnerProgress } from '../../api/types.ts';

export const roadSteps = ['sent', 'someone', 'agreed', 'done'] as const;

export interface Standing {
  /** Which of the four words we are at; null when the road ended before its end. */
  step: number | null;
  /** The sentence that tells what is so and what happens next. */
  sentence: string;
  tone: 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';
}

type Seen = Pick<HelpRequest, 'state' | 'offers'>;

/** A request's state as a person would say it. */
export function standingOf({ state, offers }: Seen): Standing {
  switch (state) {
    case 'draft':
      return { step: null, sentence: 'draft', tone: 'neutral' };
    case 'open':
      return (offers ?? 0) > 0
        ? { step: 1, sentence: 'someone', tone: 'accent' }
        : { step: 0, sentence: 'sent', tone: 'info' };
    case 'agreed':
      return { step: 2, sentence: 'agreed', tone: 'accent' };
    case 'inProgress':
      return { step: 2, sentence: 'inProgress', tone: 'accent' };
    case 'completed':
      return { step: 3, sentence: 'completed', tone: 'success' };
    case 'confirmed':
      return { step: 4, sentence: 'confirmed', tone: 'success' };
    case 'withdrawn':
      return { step: null, sentence: 'withdrawn', tone: 'neutral' };
    case 'expired':
      return { step: null, sentence: 'expired', tone: 'warning' };
  }
}

const answered: string[] = ['accepted', 'inProgress', 'completed', 'confirmed'];

/** Open, and nobody has said yes yet: this is what a colleague must see first. */
export const isUnanswered = (request: Pick<HelpRequest, 'state' | 'offers' | 'partners'>): boolean =>
  request.state === 'open' && !request.offers && !request.partners.some(({ state }) => answered.includes(state));

export function partnerTone(state: PartnerProgress['state']): Standing['tone'] {
  if (answered.includes(state)) return state === 'completed' || state === 'confirmed' ? 'success' : 'accent';
  return state === 'declined' || state === 'failed' ? 'warning' : 'neutral';
}
