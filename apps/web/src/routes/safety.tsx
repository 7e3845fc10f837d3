// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Back } from '../features/back.tsx';
import { Listing } from '../features/listing.tsx';
import { Blocks } from '../features/safety/blocks.tsx';
import { Decisions } from '../features/safety/decisions.tsx';
import { GuidelineList } from '../features/safety/guidelines.tsx';
import { ReportIncident } from '../features/safety/report-incident.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

/** All that one may do about one's own safety, in one place. */
export function Safety() {
  const { say } = useWords();
  const { agreement } = useSearch({ from: '/inside/safety' });
  return (
    <Page title={say('safety.title')} lead={say('safety.lead')} back={<Back to="/me" label={say('nav.me')} />}>
      <div className="stack stack-apart">
        <section className="stack" aria-labelledby="guidelines">
          <h2 className="heading" id="guidelines">
            {say('safety.guidelines')}
          </h2>
          <GuidelineList />
        </section>
        <section className="stack" aria-labelledby="incidents">
          <h2 className="heading" id="incidents">
            {say('safety.incident.title')}
          </h2>
          <Fold title={say('safety.incident.report')} open={agreement !== undefined}>
            <ReportIncident agreementId={agreement} />
          </Fold>
          <Own />
        </section>
        <section className="stack" aria-labelledby="decisions">
          <h2 className="heading" id="decisions">
            {say('safety.decision.title')}
          </h2>
          <Decisions />
        </section>
        <section className="stack" aria-labelledby="blocks">
          <h2 className="heading" id="blocks">
            {say('safety.block.list')}
          </h2>
          <Blocks />
        </section>
      </div>
    </Page>
  );
}

function Own() {
  const { say, date } = useWords();
  return (
    <Listing query={read.incidents({ scope: 'mine' })} empty={<p className="quiet">{say('safety.incident.none')}</p>}>
      {(incidents) =>
        incidents.map((one) => (
          <article className="card" key={one.id}>
            <div className="row row-apart">
              <h3 className="heading heading-sm">{date(one.happenedAt)}</h3>
              <Tag tone={one.state === 'closed' ? 'success' : 'info'}>{say(`safety.incident.state.${one.state}`)}</Tag>
            </div>
            <p dir="auto" className="pre">
              {one.what}
            </p>
            {one.measure && <p>{say('safety.incident.measure', { text: one.measure })}</p>}
          </article>
        ))
      }
    </Listing>
  );
}
