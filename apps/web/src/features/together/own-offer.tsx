// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';
import type { StandingOffer } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { OfferFacts } from './offer-facts.tsx';

/** What one offers oneself: whether it is shown, to whom, and how many have said yes; nothing of who has looked. */
export function OwnOffer({ offer, own }: { offer: StandingOffer; own: NonNullable<StandingOffer['own']> }) {
  const { say, date } = useWords();
  const { say: announce, soon } = useAnnounce();
  const touches = ['standing-offers'];
  const turn = useAct(
    (verb: 'pause' | 'resume', key) =>
      http.post<StandingOffer>(`/standing-offers/${offer.id}/${verb}`, undefined, { key }),
    {
      touches,
      then: ({ own: now }) => announce(say(now?.state === 'paused' ? 'together.paused' : 'together.resumed')),
    },
  );
  const withdraw = useAct(() => http.delete(`/standing-offers/${offer.id}`), { touches });
  return (
    <Card as="article">
      <div className="row row-apart">
        <p dir="auto" className="heading pre">
          {offer.text}
        </p>
        <Tag tone={own.state === 'open' ? 'success' : 'neutral'}>{say(`together.state.${own.state}`)}</Tag>
      </div>
      <OfferFacts offer={offer} />
      <p className="quiet small">
        {say('together.shownIn', { groups: own.groups.map(({ name }) => name).join(', '), until: date(own.until) })}
      </p>
      {own.agreed > 0 && <p>{say('together.agreed', { count: own.agreed })}</p>}
      <ActTrouble problem={turn.problem ?? withdraw.problem} />
      <div className="row">
        {offer.can.pause && (
          <Button
            kind="secondary"
            busy={turn.busy}
            label={`${say('together.pause')}: ${offer.text}`}
            onPress={() => turn.run('pause')}
          >
            {say('together.pause')}
          </Button>
        )}
        {offer.can.resume && (
          <Button
            kind="secondary"
            busy={turn.busy}
            label={`${say('together.resume')}: ${offer.text}`}
            onPress={() => turn.run('resume')}
          >
            {say('together.resume')}
          </Button>
        )}
        {offer.can.withdraw && (
          <Button
            kind="secondary"
            danger
            busy={withdraw.busy}
            label={`${say('together.withdraw')}: ${offer.text}`}
            onPress={() => soon(say('together.withdrawing'), () => withdraw.run(undefined))}
          >
            {say('together.withdraw')}
          </Button>
        )}
      </div>
    </Card>
  );
}
