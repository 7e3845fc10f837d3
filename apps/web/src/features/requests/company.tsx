// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Client, HelpRequest, Offer } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { covering } from './consent-draft.ts';

const forms = ['good', 'so-so', 'stays-home'] as const;
export type Form = (typeof forms)[number];
export type Company = { clientId: string; form: Form }[];

/** For staff: who comes along, and how each is today. */
export function AnswerTogether({
  request,
  busy,
  answer,
}: {
  request: HelpRequest;
  busy: boolean;
  answer: (company: Company) => void;
}) {
  const { say } = useWords('work');
  return (
    <Fold title={say('work:company.title')}>
      <p className="quiet">{say('work:company.lead')}</p>
      <Loaded query={read.allClients()} rows={1}>
        {(clients) => {
          const able = clients.filter((client) => covering(client, 'answer', request.serviceType));
          return able.length === 0 ? (
            <p>
              {say('work:company.nobody')}{' '}
              <Link to="/clients" className="text-link">
                {say('work:clients.title')}
              </Link>
            </p>
          ) : (
            <Choose clients={able} busy={busy} answer={answer} />
          );
        }}
      </Loaded>
    </Fold>
  );
}

function Choose({ clients, busy, answer }: { clients: Client[]; busy: boolean; answer: (company: Company) => void }) {
  const { say } = useWords('work');
  const [chosen, setChosen] = useState<Record<string, Form | ''>>({});
  const company = clients.flatMap(({ id }) => {
    const form = chosen[id];
    return form ? [{ clientId: id, form }] : [];
  });
  const someone = company.some(({ form }) => form !== 'stays-home');
  return (
    <div className="stack">
      {clients.map(({ id, alias }) => (
        <Select
          key={id}
          label={say('work:company.formOf', { alias })}
          value={chosen[id] ?? ''}
          onChange={(form) => setChosen((before) => ({ ...before, [id]: form as Form | '' }))}
          options={[
            { value: '', label: say('work:company.notAlong') },
            ...forms.map((form) => ({ value: form, label: say(`work:company.form.${form}`) })),
          ]}
        />
      ))}
      <div>
        <Button
          icon="hand"
          busy={busy}
          blocked={!someone && say('work:company.choose')}
          onPress={() => answer(company)}
        >
          {say('work:company.answer')}
        </Button>
      </div>
    </div>
  );
}

/** Those who come along with one's own offer; how they are may change on the day. */
export function OwnCompany({ requestId, offer }: { requestId: string; offer: Offer }) {
  const { say } = useWords('work');
  const change = useAct(
    (body: Company[number]) => http.patch<Offer>(`/requests/${requestId}/offers/${offer.id}/company`, body),
    { touches: ['requests'] },
  );
  if (!offer.company) return null;
  return (
    <section className="card" aria-labelledby="company">
      <h2 className="heading heading-sm" id="company">
        {say('work:company.along')}
      </h2>
      <ActTrouble problem={change.problem} />
      {offer.company.map(({ clientId, alias, form }) => (
        <Select
          key={clientId}
          label={say('work:company.formOf', { alias })}
          value={form}
          onChange={(next) => change.run({ clientId, form: next as Form })}
          options={forms.map((value) => ({ value, label: say(`work:company.form.${value}`) }))}
        />
      ))}
    </section>
  );
}
