// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../api/queries.ts';
import type { Agreement } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { otherSide } from '../features/other-side.ts';
import { useTenant } from '../features/session.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function SlipPage() {
  const { id } = useParams({ from: '/inside/agreements/$id/slip' });
  return (
    <LoadedPage key={id} query={read.agreement(id)}>
      {(agreement) => <Slip agreement={agreement} />}
    </LoadedPage>
  );
}

/** One page in large type, to be left on a kitchen table: no word that is only right today, nothing that is folded away. */
function Slip({ agreement }: { agreement: Agreement }) {
  const { say, onPaper } = useWords();
  const { name, phone, email } = useTenant();
  const { request, details, side, state } = agreement;
  const who =
    side === 'asker' ? otherSide(agreement) : agreement.helpers.map(({ displayName }) => displayName).join(', ');
  return (
    <Page
      title={say('slip.title')}
      back={<Back to="/agreements/$id" params={{ id: agreement.id }} label={say('agreement.title')} />}
      actions={
        <span className="not-on-paper">
          <Button icon="receipt" onPress={() => print()}>
            {say('slip.print')}
          </Button>
        </span>
      }
    >
      <article className="slip">
        {state === 'failed' && <p className="slip-words">{say('agreement.state.failed')}</p>}
        <dl>
          <Line title={say('slip.when')}>{onPaper(request.from, request.to)}</Line>
          {who && <Line title={say('slip.who')}>{who}</Line>}
          <Line title={say('slip.what')}>
            {say(`kind.${request.serviceType}`)}
            <span className="slip-words pre" dir="auto">
              {request.text}
            </span>
          </Line>
          {details?.place && <Line title={say('details.place')}>{details.place}</Line>}
          {details?.instructions && <Line title={say('details.instructions')}>{details.instructions}</Line>}
          <Line title={say('slip.changed')}>
            {phone || email ? say('slip.call', { who: name }) : name}
            {(phone ?? email) && <bdi className="slip-number">{phone ?? email}</bdi>}
          </Line>
        </dl>
        <p className="slip-words">{say('slip.safe')}</p>
      </article>
    </Page>
  );
}

function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
