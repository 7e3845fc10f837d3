// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Incident } from '../api/types.ts';
import { Go } from '../features/go.tsx';
import { Listing } from '../features/listing.tsx';
import { Loaded } from '../features/loaded.tsx';
import { Case } from '../features/safety/case.tsx';
import { useMe } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

/** Where coordinators and administrators keep order: what was flagged, what went wrong, and how it went for how many. */
export function Moderation() {
  const { say } = useWords('work');
  const me = useMe();
  const { all } = useSearch({ from: '/inside/moderation' });
  return (
    <Page title={say('work:moderation.title')} lead={say('work:moderation.lead')}>
      <div className="stack stack-apart">
        <section className="stack" aria-labelledby="cases">
          <div className="row row-apart">
            <h2 className="heading" id="cases">
              {say(all ? 'work:moderation.allCases' : 'work:moderation.waiting')}
            </h2>
            <Go to="/moderation" search={{ all: all ? undefined : true }} kind="secondary">
              {say(all ? 'work:moderation.showWaiting' : 'work:moderation.showAll')}
            </Go>
          </div>
          <Listing
            query={read.cases(all ? {} : { open: true })}
            empty={<Blank icon="shield" title={say('work:moderation.none')} />}
          >
            {(cases) => cases.map((one) => <Case key={one.id + one.state} one={one} />)}
          </Listing>
        </section>
        {me.can['incident.handle'] && (
          <Section title={say('work:moderation.incidents')}>
            <Listing
              query={read.incidents({ scope: 'all' })}
              empty={<p className="quiet">{say('work:moderation.noIncidents')}</p>}
            >
              {(incidents) => incidents.map((one) => <IncidentCard key={one.id + one.state} one={one} />)}
            </Listing>
          </Section>
        )}
        {me.can['followUp.readFigures'] && <HowItWent />}
      </div>
    </Page>
  );
}

function IncidentCard({ one }: { one: Incident }) {
  const { say, date } = useWords('work');
  const { say: announce } = useAnnounce();
  const [measure, setMeasure] = useState('');
  const handle = useAct(
    (body: { state: 'looked-at' | 'closed'; measure?: string }, key) =>
      http.post<Incident>(`/incidents/${one.id}/handling`, body, { key }),
    {
      touches: ['incidents'],
      then: ({ state }) => announce(say(`safety.incident.state.${state}`)),
    },
  );
  return (
    <article className="card">
      <div className="row row-apart">
        <h3 className="heading heading-sm">
          {say(`safety.incident.kinds.${one.kind}`)}, {date(one.happenedAt)}
        </h3>
        <Tag tone={one.state === 'closed' ? 'success' : 'warning'}>{say(`safety.incident.state.${one.state}`)}</Tag>
      </div>
      <p dir="auto" className="pre">
        {one.what}
      </p>
      {one.reporter && <p className="quiet small">{say('work:moderation.reporter', { name: one.reporter })}</p>}
      {one.measure && <p>{say('safety.incident.measure', { text: one.measure })}</p>}
      <ActTrouble problem={handle.problem} />
      {one.can['handle'] && (
        <>
          {one.state === 'open' && (
            <div>
              <Button kind="secondary" busy={handle.busy} onPress={() => handle.run({ state: 'looked-at' })}>
                {say('work:moderation.lookAt')}
              </Button>
            </div>
          )}
          <Fold title={say('work:moderation.close')}>
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                if (measure.trim()) handle.run({ state: 'closed', measure: measure.trim() });
              }}
            >
              <TextField
                label={say('work:moderation.measure')}
                rows={2}
                maxLength={2000}
                value={measure}
                onChange={setMeasure}
              />
              <div>
                <Button
                  type="submit"
                  kind="secondary"
                  busy={handle.busy}
                  blocked={!measure.trim() && say('work:moderation.measureMissing')}
                >
                  {say('work:moderation.closeNow')}
                </Button>
              </div>
            </form>
          </Fold>
        </>
      )}
    </article>
  );
}

function HowItWent() {
  const { say } = useWords('work');
  const shown = (count: number | null): string => (count === null ? say('work:moderation.few') : String(count));
  return (
    <Section title={say('work:moderation.howItWent')}>
      <p className="quiet">{say('work:moderation.howItWentLead')}</p>
      <Loaded query={read.followUpFigures()} rows={1}>
        {(figures) => (
          <dl className="pairs">
            {(['asker', 'helper'] as const).map((side) => (
              <div key={side}>
                <dt>{say(`work:moderation.side.${side}`)}</dt>
                <dd>
                  {say('work:moderation.counts', { good: shown(figures[side].good), bad: shown(figures[side].bad) })}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </Section>
  );
}
