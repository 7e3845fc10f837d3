// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../api/queries.ts';
import type { Delivery, HelpRequest } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { amountWords } from './money.ts';
import { OrderForm } from './order-form.tsx';

/** What is to be bought or fetched: to the two parties all of it, to others how much it is. */
export function Order({ request }: { request: Pick<HelpRequest, 'id' | 'serviceType'> }) {
  const { say } = useWords();
  const [writing, setWriting] = useState(false);
  const { data } = useQuery({ ...read.delivery(request.id), enabled: request.serviceType === 'delivery' });
  if (!data) return null;
  const empty = data.lineCount === 0 && data.capOre === null && !data.contactless;
  if (empty && !data.can['change']) return null;
  return (
    <Section kind="card" title={say('delivery.title')}>
      {writing ? (
        <OrderForm requestId={request.id} delivery={data} done={() => setWriting(false)} />
      ) : (
        <>
          {empty ? <p className="quiet">{say('delivery.nothing')}</p> : <Told delivery={data} />}
          {data.lines && <p className="quiet small">{say('delivery.lead')}</p>}
          {data.can['change'] && (
            <div>
              <Button kind="secondary" icon="delivery" onPress={() => setWriting(true)}>
                {say(empty ? 'delivery.make' : 'delivery.edit')}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

function Told({ delivery: { lines, lineCount, contactless, capOre } }: { delivery: Delivery }) {
  const { say, language } = useWords();
  return (
    <>
      <Facts
        facts={[
          contactless
            ? { icon: 'home', text: say('delivery.contactless') }
            : { icon: 'people', text: say('delivery.meet') },
        ]}
      />
      <p>{capOre === null ? say('delivery.noCap') : say('delivery.cap', { amount: amountWords(capOre, language) })}</p>
      {lines ? (
        <ul className="stack stack-tight">
          {lines.map(({ what, count, note }, at) => (
            <li key={at}>
              <strong>{count} ×</strong> <bdi>{what}</bdi>
              {note && (
                <span className="quiet small">
                  {' · '}
                  <bdi>{note}</bdi>
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">
          {say('delivery.count', { count: lineCount })}. {say('delivery.hidden')}
        </p>
      )}
    </>
  );
}
