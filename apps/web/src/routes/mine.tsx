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
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function Mine() {
  const { say } = useWords();
  const me = useMe();
  return (
    <Page title={say('mine.title')}>
      <div className="stack stack-wide">
        <section className="stack" aria-labelledby="agreements">
          <h2 className="heading" id="agreements">
            {say('mine.agreements')}
          </h2>
          <Listing query={read.agreements()} empty={<p className="quiet">{say('mine.noAgreements')}</p>}>
            {(items) => items.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} />)}
          </Listing>
          <div>
            <AsList of="agreements" />
          </div>
        </section>
        <Listing query={read.series()} empty={null}>
          {(items) => (
            <section className="stack" aria-labelledby="series">
              <h2 className="heading" id="series">
                {say('series.yours')}
              </h2>
              {items.map((series) => (
                <SeriesCard key={series.id} series={series} />
              ))}
            </section>
          )}
        </Listing>
        <section className="stack" aria-labelledby="asked">
          <h2 className="heading" id="asked">
            {say('mine.asked')}
          </h2>
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
        </section>
      </div>
    </Page>
  );
}
