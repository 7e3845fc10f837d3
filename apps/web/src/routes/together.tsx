// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import { Back } from '../features/back.tsx';
import { Go } from '../features/go.tsx';
import { Listing } from '../features/listing.tsx';
import { OthersOffer } from '../features/together/others-offer.tsx';
import { OwnOffer } from '../features/together/own-offer.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

/** What people like to do with others, offered before anybody has to ask. */
export function Together() {
  const { say } = useWords();
  return (
    <Page title={say('together.title')} lead={say('together.lead')} back={<Back to="/" label={say('nav.home')} />}>
      <div className="stack stack-wide">
        <Section title={say('together.others')}>
          <Notice tone="neutral" icon="eye">
            <p>{say('together.quietly')}</p>
            <p>{say('together.afterYes')}</p>
          </Notice>
          <Listing
            query={read.standingOffers('others')}
            empty={
              <Blank icon="social" title={say('together.empty')}>
                <p className="quiet">{say('together.emptyLead')}</p>
              </Blank>
            }
          >
            {(items) => items.map((offer) => <OthersOffer key={offer.id} offer={offer} />)}
          </Listing>
        </Section>
        <Section title={say('together.mine')}>
          <Listing query={read.standingOffers('mine')} empty={<p className="quiet">{say('together.mineEmpty')}</p>}>
            {(items) => items.map((offer) => offer.own && <OwnOffer key={offer.id} offer={offer} own={offer.own} />)}
          </Listing>
          <div>
            <Go to="/together/new" icon="plus" kind="secondary">
              {say('together.new')}
            </Go>
          </div>
        </Section>
      </div>
    </Page>
  );
}
