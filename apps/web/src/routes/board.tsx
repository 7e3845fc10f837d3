// SPDX-License-Identifier: EUPL-1.2
import { Link, useSearch } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import type { HelpRequest } from '../api/types.ts';
import { Go } from '../features/go.tsx';
import { Listing } from '../features/listing.tsx';
import { PartnerStates } from '../features/requests/partner-states.tsx';
import { RequestFacts } from '../features/requests/request-facts.tsx';
import { StandingTag } from '../features/requests/standing.tsx';
import { isUnanswered } from '../features/requests/status.ts';
import { StateFilter } from '../features/state-filter.tsx';
import { WaitingList } from '../features/waiting-list.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

const states = ['open', 'agreed', 'inProgress', 'completed', 'confirmed', 'expired', 'draft'] as const;

export function Board() {
  const { say } = useWords('work');
  const { state, kind } = useSearch({ from: '/inside/board' });
  return (
    <Page
      title={say('work:board.title')}
      lead={say('work:board.lead')}
      wide
      actions={
        <div className="row">
          <Go to="/post" icon="plus">
            {say('work:board.new')}
          </Go>
          <Go to="/intake" icon="phone" kind="secondary">
            {say('work:intake.title')}
          </Go>
        </div>
      }
    >
      <div className="stack stack-wide">
        <WaitingList />
        <StateFilter
          to="/board"
          search={{ kind }}
          states={states}
          chosen={state}
          word={(one) => say(`work:board.state.${one}`)}
        />
        <Listing
          query={read.requests({ scope: 'board', state, serviceType: kind, limit: 25 }, true)}
          empty={
            <Blank icon="board" title={say('work:board.empty')}>
              <Go to="/post">{say('work:board.new')}</Go>
            </Blank>
          }
        >
          {(items) => (
            <ul className="stack">
              {items.map((request) => (
                <BoardRow key={request.id} request={request} />
              ))}
            </ul>
          )}
        </Listing>
      </div>
    </Page>
  );
}

function BoardRow({ request }: { request: HelpRequest }) {
  const { say, ago } = useWords('work');
  const unanswered = isUnanswered(request);
  return (
    <li className={unanswered ? 'card card-link card-alarm board-row' : 'card card-link board-row'}>
      <div className="stack stack-tight">
        <span className="row">
          <span className="kind">
            <span className="bubble">
              <Icon name={request.serviceType} />
            </span>
            <span>
              {request.onBehalf?.alias ?? say(`kind.${request.serviceType}`)}
              <br />
              <span className="quiet small">{say('request.number', { number: request.number })}</span>
            </span>
          </span>
        </span>
        <p dir="auto">
          <Link to="/requests/$id" params={{ id: request.id }} className="cover">
            {request.text}
          </Link>
        </p>
        <RequestFacts request={request} />
      </div>
      <div className="stack stack-tight">
        <span className="row">
          {unanswered ? (
            <Tag tone="danger" icon="alert">
              {say('work:board.unanswered')}
            </Tag>
          ) : (
            <StandingTag request={request} />
          )}
          {(request.offers ?? 0) > 0 && request.state === 'open' && (
            <Tag tone="accent">{say('offer.count', { count: request.offers ?? 0 })}</Tag>
          )}
        </span>
        {request.postedAt && (
          <span className="quiet small">{say('work:board.posted', { when: ago(request.postedAt) })}</span>
        )}
        {request.agreementId && (
          <span className="above">
            <Link to="/agreements/$id" params={{ id: request.agreementId }} className="text-link">
              {say('request.toAgreement')}
            </Link>
          </span>
        )}
      </div>
      <div className="stack stack-tight">
        <PartnerStates partners={request.partners} />
        {request.groups.length > 0 && (
          <span className="quiet small">{request.groups.map(({ name }) => name).join(', ')}</span>
        )}
      </div>
    </li>
  );
}
