// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router';
import { http } from '../../api/client.ts';
import type { StandingOffer, TakenStandingOffer } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { OfferFacts } from './offer-facts.tsx';

/** What somebody likes to do with others, and nothing of who they are: one tap is a yes. */
export function OthersOffer({ offer }: { offer: StandingOffer }) {
  const { say, when } = useWords();
  const navigate = useNavigate();
  const { say: announce } = useAnnounce();
  const next = offer.next ? when(offer.next) : null;
  const take = useAct(
    (_: undefined, key) => http.post<TakenStandingOffer>(`/standing-offers/${offer.id}/acceptance`, undefined, { key }),
    {
      touches: ['standing-offers', 'agreements', 'requests'],
      then: ({ agreementId: id }) => {
        void navigate({ to: '/agreements/$id', params: { id } }).then(() =>
          announce(say('together.said', { when: next ?? '' })),
        );
      },
    },
  );
  return (
    <Card as="article">
      <p dir="auto" className="heading pre">
        {offer.text}
      </p>
      <OfferFacts offer={offer} />
      <ActTrouble problem={take.problem} />
      <div className="row">
        {offer.can.take && (
          <Button
            icon="check"
            busy={take.busy}
            label={say('together.yesTo', { what: offer.text })}
            onPress={() => take.run(undefined)}
          >
            {say('together.yes')}
          </Button>
        )}
        <span className="small quiet">{next ? say('together.next', { when: next }) : say('together.noDay')}</span>
      </div>
    </Card>
  );
}
