// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { http } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import type { HelpRequest, Offer } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Company } from './company.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { KeptForOthers, NotNow, WordsOnCard } from './in-turn.tsx';
import { Kind } from '../kind.tsx';
import { RequestFacts } from './request-facts.tsx';

export function useOffer(request: HelpRequest, then?: (agreementId: string | null) => void) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  return useAct(
    ({ note, company }: { note?: string; company?: Company }, key) =>
      http.post<{ offer: Offer; agreementId: string | null }>(
        `/requests/${request.id}/offers`,
        { ...(note ? { note } : {}), ...(company ? { company } : {}) },
        { key },
      ),
    {
      touches: ['requests', 'agreements'],
      then: ({ agreementId }) => {
        const waits = request.state === 'agreed' ? 'shift.standsIn' : 'offer.sent';
        announce(say(agreementId ? 'offer.agreedAtOnce' : waits));
        then?.(agreementId);
      },
    },
  );
}

/**
 * What, when, where, how long: enough to decide in ten seconds. How it is worded is a tap away, so that whoever writes
 * well is not helped before whoever does not (ADR 0021).
 */
export function RequestCard({ request, onAgreed }: { request: HelpRequest; onAgreed: (agreementId: string) => void }) {
  const { say } = useWords();
  const offer = useOffer(request, (agreementId) => agreementId && onAgreed(agreementId));
  const taken = isProblem(offer.error, 'request.taken');
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <Link className="cover" to="/requests/$id" params={{ id: request.id }}>
          <Kind type={request.serviceType} />
        </Link>
        {request.source && (
          <Tag tone="info" icon="partner">
            {say('request.askedBy', { name: request.source.partnerName })}
          </Tag>
        )}
        {request.asked && request.can['offer'] && (
          <Tag tone="accent" icon="hand">
            {say('request.yourTurn')}
          </Tag>
        )}
        {request.myOffer?.state === 'waiting' && (
          <Tag tone="success" icon="check">
            {say('offer.youOffered')}
          </Tag>
        )}
      </div>
      <RequestFacts request={request} />
      <WordsOnCard request={request} />
      {taken ? (
        <p role="status">{say('offer.taken')}</p>
      ) : (
        <>
          <ActTrouble problem={offer.problem} />
          <KeptForOthers request={request} />
          {request.can['offer'] && (
            <div className="row">
              <Button icon="hand" busy={offer.busy} onPress={() => offer.run({})}>
                {say('offer.iCan')}
              </Button>
              <NotNow request={request} />
              {request.matching === 'first-come' && <span className="small quiet">{say('offer.firstCome')}</span>}
            </div>
          )}
        </>
      )}
    </Card>
  );
}
