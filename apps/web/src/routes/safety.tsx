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
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

/** All that one may do about one's own safety, in one place. */
export function Safety() {
  const { say } = useWords();
  const { agreement } = useSearch({ from: '/inside/safety' });
  return (
    <Page title={say('safety.title')} lead={say('safety.lead')} back={<Back to="/me" label={say('nav.me')} />}>
      <div className="stack stack-apart">
        <Section title={say('safety.guidelines')}>
          <GuidelineList />
        </Section>
        <Section title={say('safety.incident.title')}>
          <Fold title={say('safety.incident.report')} open={agreement !== undefined}>
            <ReportIncident agreementId={agreement} />
          </Fold>
          <Own />
        </Section>
        <Section title={say('safety.decision.title')}>
          <Decisions />
        </Section>
        <Section title={say('safety.block.list')}>
          <Blocks />
        </Section>
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
