// SPDX-License-Identifier: EUPL-1.2
import { Link, useSearch } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import type { PartnerRequest } from '../api/types.ts';
import { Listing } from '../features/listing.tsx';
import { PartnerRequestFacts, partnerRequestTone } from '../features/partners/partner-request-facts.tsx';
import { Kind } from '../features/kind.tsx';
import { StateFilter } from '../features/state-filter.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

const states = ['new', 'routed', 'accepted', 'inProgress', 'completed', 'taken', 'declined'] as const;

export function Inbox() {
  const { say } = useWords('work');
  const { state } = useSearch({ from: '/inside/inbox' });
  return (
    <Page title={say('work:inbox.title')} lead={say('work:inbox.lead')} wide>
      <div className="stack">
        <StateFilter to="/inbox" states={states} chosen={state} word={(one) => say(`work:partnerState.${one}`)} />
        <Listing
          query={read.partnerRequests({ state, limit: 20 })}
          empty={
            <Blank icon="inbox" title={say('work:inbox.empty')}>
              <p className="quiet">{say('work:inbox.emptyLead')}</p>
            </Blank>
          }
        >
          {(items) => (
            <div className="grid">
              {items.map((request) => (
                <InboxCard key={request.id} request={request} />
              ))}
            </div>
          )}
        </Listing>
      </div>
    </Page>
  );
}

function InboxCard({ request }: { request: PartnerRequest }) {
  const { say, ago } = useWords('work');
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <Kind type={request.serviceType} />
        <Tag tone={partnerRequestTone(request.state)}>{say(`work:partnerState.${request.state}`)}</Tag>
      </div>
      <p dir="auto" className="pre">
        <Link className="cover" to="/inbox/$id" params={{ id: request.id }}>
          {request.text ?? say('work:inbox.noText')}
        </Link>
      </p>
      <PartnerRequestFacts request={request} />
      <p className="quiet small">
        {say('request.askedBy', { name: request.partner.name })} · {ago(request.receivedAt)}
        {request.routedTo.length > 0 &&
          ` · ${say('work:inbox.routedTo', { groups: request.routedTo.map(({ name }) => name).join(', ') })}`}
      </p>
    </Card>
  );
}
