// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { HelpRequest } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { RequestWords } from './in-turn.tsx';
import { Kind } from '../kind.tsx';
import { RequestFacts } from './request-facts.tsx';
import { StandingTag } from './standing.tsx';

export function MineCard({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <Kind type={request.serviceType} />
        {request.standIn === null ? (
          <StandingTag request={request} />
        ) : (
          <Tag tone="info">{say('shift.yourTurn', { place: request.standIn })}</Tag>
        )}
      </div>
      <p dir="auto" className="pre">
        <Link className="cover" to="/requests/$id" params={{ id: request.id }}>
          <RequestWords request={request} />
        </Link>
      </p>
      <RequestFacts request={request} />
      {request.agreementId && (
        <p className="above">
          <Link to="/agreements/$id" params={{ id: request.agreementId }} className="text-link">
            {say('request.toAgreement')}
          </Link>
        </p>
      )}
    </Card>
  );
}
