// SPDX-License-Identifier: EUPL-1.2
import type { StandingOffer } from '../../api/types.ts';
import { Facts } from '../../ui/facts.tsx';
import { lasting } from '../../words/dates.ts';
import { useWords } from '../../words/use-words.ts';

export function OfferFacts({ offer }: { offer: StandingOffer }) {
  const { say, hour } = useWords();
  return (
    <Facts
      facts={[
        {
          icon: 'calendar',
          text: say('together.weekly', { day: say(`together.day.${offer.weekday}`), at: hour(offer.at) }),
        },
        { icon: 'clock', text: lasting(offer.minutes, say) },
        offer.area ? { icon: 'pin', text: offer.area } : null,
      ]}
    />
  );
}
