// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { HelpRequest, Unanswered as Item } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Listing } from '../features/listing.tsx';
import { Kind } from '../features/kind.tsx';
import { RequestFacts } from '../features/requests/request-facts.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

/** What nobody has answered for a day: the one that has waited too long the longest stands first. */
export function Unanswered() {
  const { say } = useWords('work');
  return (
    <Page
      title={say('work:unanswered.title')}
      lead={say('work:unanswered.lead')}
      back={<Back to="/board" label={say('nav.board')} />}
      wide
    >
      <Listing query={read.unanswered()} empty={<Blank title={say('work:unanswered.empty')} />}>
        {(items) => (
          <div className="grid grid-feed">
            {items.map((item) => (
              <Waiting key={item.request.id} item={item} />
            ))}
          </div>
        )}
      </Listing>
    </Page>
  );
}

function Waiting({ item: { request, next, partner } }: { item: Item }) {
  const { say, ago } = useWords('work');
  const { say: announce } = useAnnounce();
  const broaden = useAct(
    (groupId: string, key) => http.post<HelpRequest>(`/requests/${request.id}/broadening`, { groupId }, { key }),
    { touches: ['requests'], then: () => announce(say('work:unanswered.broadened', { name: next?.name ?? '' })) },
  );
  const send = useAct(
    (partnerId: string, key) => http.post<HelpRequest>(`/requests/${request.id}/broadening`, { partnerId }, { key }),
    { touches: ['requests'], then: () => announce(say('work:unanswered.broadened', { name: partner?.name ?? '' })) },
  );
  return (
    <Card as="article">
      <div className="row row-apart">
        <Kind type={request.serviceType} />
        <Tag tone="danger" icon="alert">
          {say('work:board.posted', { when: ago(request.postedAt ?? request.expiresAt) })}
        </Tag>
      </div>
      <p dir="auto" className="pre">
        {request.text}
      </p>
      <RequestFacts request={request} />
      <p className="quiet small">{say('request.number', { number: request.number })}</p>
      <ActTrouble problem={broaden.problem ?? send.problem} />
      {next ? (
        <div>
          <Button icon="people" busy={broaden.busy} onPress={() => broaden.run(next.id)}>
            {say('work:unanswered.broaden', { name: next.name, count: next.people })}
          </Button>
        </div>
      ) : (
        <p className="quiet small">{say('work:unanswered.noneLeft')}</p>
      )}
      {partner && (
        <div className="stack stack-tight">
          <div>
            <Button kind="secondary" icon="partner" busy={send.busy} onPress={() => send.run(partner.id)}>
              {say('work:unanswered.toPartner', { name: partner.name })}
            </Button>
          </div>
          <p className="quiet small">
            {say('audience.partner', {
              name: partner.name,
              fields: partner.sees.map((field) => say(`field.${field}`, { defaultValue: field })).join(', '),
            })}
          </p>
        </div>
      )}
    </Card>
  );
}
