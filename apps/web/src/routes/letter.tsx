// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import type { HelpRequest } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { standingOf } from '../features/requests/status.ts';
import { useTenant } from '../features/session.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

/** For those without a telephone of that kind: what happens with their request, on a sheet of paper. */
export function LetterPage() {
  const { id } = useParams({ from: '/inside/requests/$id/letter' });
  return <LoadedPage query={read.request(id)}>{(request) => <Letter request={request} />}</LoadedPage>;
}

function Letter({ request }: { request: HelpRequest }) {
  const { say, span, date } = useWords('work');
  const { name, phone } = useTenant();
  const { sentence } = standingOf(request);
  const when = span(request.from, request.to);
  return (
    <Page
      title={say('work:letter.title')}
      back={
        <span className="not-on-paper">
          <Back to="/board" label={say('nav.board')} />
        </span>
      }
    >
      <article className="stack letter">
        <p className="quiet">
          {name}, {date(new Date().toISOString())}
        </p>
        {request.onBehalf && <p>{say('work:letter.dear', { alias: request.onBehalf.alias })}</p>}
        <p>{say('work:letter.asked', { number: request.number })}</p>
        <blockquote dir="auto" className="pre">
          {request.text}
          {when && (
            <>
              <br />
              {when}
            </>
          )}
        </blockquote>
        <p>{say(`work:letter.now.${sentence}`)}</p>
        <p>{say('work:letter.sealed')}</p>
        <p>{say('work:letter.change', { number: request.number, phone: phone ?? '' })}</p>
        <p>{name}</p>
        <div className="not-on-paper">
          <Button icon="receipt" onPress={() => window.print()}>
            {say('work:letter.print')}
          </Button>
        </div>
      </article>
    </Page>
  );
}
