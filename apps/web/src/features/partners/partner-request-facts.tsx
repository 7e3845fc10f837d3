// SPDX-License-Identifier: EUPL-1.2
import type { PartnerRequest } from '../../api/types.ts';
import { Facts } from '../../ui/facts.tsx';
import type { Tone } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';

export const partnerRequestTone = (state: PartnerRequest['state']): Tone =>
  (
    ({
      new: 'accent',
      routed: 'info',
      accepted: 'success',
      inProgress: 'success',
      completed: 'success',
      declined: 'neutral',
      taken: 'neutral',
      withdrawn: 'neutral',
      expired: 'warning',
      failed: 'warning',
    }) as const
  )[state];

/** Only what the grant lets through; a field that was not sent is not guessed. */
export function PartnerRequestFacts({ request }: { request: PartnerRequest }) {
  const { say, span, length } = useWords();
  const long = length(request.from, request.to);
  return (
    <Facts
      facts={[
        request.from || request.to ? { icon: 'calendar', text: span(request.from, request.to) } : null,
        long ? { icon: 'clock', text: long } : null,
        request.area ? { icon: 'pin', text: request.area } : null,
        (request.headCount ?? 0) > 1
          ? { icon: 'people', text: say('request.heads', { count: request.headCount }) }
          : null,
      ]}
    />
  );
}
