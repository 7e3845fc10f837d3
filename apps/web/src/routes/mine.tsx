// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import { AsList } from '../features/as-list.tsx';
import { AgreementCard } from '../features/requests/agreement-card.tsx';
import { Go } from '../features/go.tsx';
import { Listing } from '../features/listing.tsx';
import { MineCard } from '../features/requests/mine-card.tsx';
import { SeriesCard } from '../features/series/series-card.tsx';
import { useMe } from '../features/session.ts';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function Mine() {
  const { say } = useWords();
  const me = useMe();
  return (
    <Page title={say('mine.title')}>
      <div className="stack stack-wide">
        <Section title={say('mine.agreements')}>
          <Listing query={read.agreements()} empty={<p className="quiet">{say('mine.noAgreements')}</p>}>
            {(items) => items.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} />)}
          </Listing>
          <div>
            <AsList of="agreements" />
          </div>
        </Section>
        <Listing query={read.series()} empty={null}>
          {(items) => (
            <Section title={say('series.yours')}>
              {items.map((series) => (
                <SeriesCard key={series.id} series={series} />
              ))}
            </Section>
          )}
        </Listing>
        <Section title={say('mine.asked')}>
          <Listing
            query={read.requests({ scope: 'mine', limit: 20 })}
            empty={
              <Blank title={say('mine.nothing')}>
                {me.can['request.post'] && <Go to="/ask">{say('home.ask')}</Go>}
              </Blank>
            }
          >
            {(items) => items.map((request) => <MineCard key={request.id} request={request} />)}
          </Listing>
        </Section>
      </div>
    </Page>
  );
}
