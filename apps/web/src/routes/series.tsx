// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Series } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { Occasion } from '../features/series/occasion.tsx';
import { Rhythm } from '../features/series/rhythm-words.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

export function SeriesPage() {
  const { id } = useParams({ from: '/inside/series/$id' });
  return (
    <LoadedPage key={id} query={read.oneSeries(id)}>
      {(series) => <SeriesView series={series} />}
    </LoadedPage>
  );
}

function SeriesView({ series }: { series: Series }) {
  const { say } = useWords();
  const { otherName: name, state, occasions } = series;
  return (
    <Page
      title={name ? say('series.page', { name }) : say('series.pageAlone')}
      back={<Back to="/mine" label={say('nav.mine')} />}
    >
      <div className="stack stack-wide">
        <article className="card">
          <h2 className="heading">{say(`kind.${series.serviceType}`)}</h2>
          <p dir="auto" className="pre">
            {series.text}
          </p>
          <Rhythm series={series} />
        </article>
        <Acts series={series} />
        {state === 'running' && (
          <Section title={say('series.coming')}>
            {occasions.length === 0 && <p className="quiet">{say('series.none')}</p>}
            <ul className="stack plain">
              {occasions.map((one) => (
                <Occasion key={one.day} series={series} one={one} />
              ))}
            </ul>
          </Section>
        )}
      </div>
    </Page>
  );
}

function Acts({ series }: { series: Series }) {
  const { say } = useWords();
  const { say: announce, soon } = useAnnounce();
  const touches = ['series', 'agreements', 'again'];
  const { otherName: name, can, mine, state } = series;
  const accept = useAct(
    (_: undefined, key) => http.post<Series>(`/series/${series.id}/acceptance`, undefined, { key }),
    {
      touches,
      then: () => announce(say('series.accepted')),
    },
  );
  const end = useAct((_: undefined, key) => http.post<Series>(`/series/${series.id}/end`, undefined, { key }), {
    touches,
  });
  if (state === 'ended')
    return (
      <Notice tone="neutral">
        <p>{say('series.endedLead')}</p>
      </Notice>
    );
  return (
    <section className="stack" aria-label={say(`series.state.${state}`)}>
      {state === 'proposed' && <p>{say(mine ? 'series.waiting' : 'series.asked', { name })}</p>}
      <ActTrouble problem={accept.problem ?? end.problem} />
      <div className="row">
        {can['accept'] && (
          <Button big icon="check" busy={accept.busy} onPress={() => accept.run(undefined)}>
            {say('series.accept')}
          </Button>
        )}
        {can['end'] && (
          <Button
            kind={can['accept'] ? 'secondary' : 'tertiary'}
            busy={end.busy}
            onPress={() => soon(say('series.ending'), () => end.run(undefined))}
          >
            {say(can['accept'] ? 'series.decline' : state === 'proposed' ? 'series.takeBack' : 'series.endAct')}
          </Button>
        )}
      </div>
      {state === 'running' && <p className="quiet small">{say('series.endLead')}</p>}
    </section>
  );
}
