// SPDX-License-Identifier: EUPL-1.2
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Client } from '../api/types.ts';
import { Listing } from '../features/listing.tsx';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function Clients() {
  const { say } = useWords('work');
  const [q, setQ] = useState('');
  return (
    <Page title={say('work:clients.title')} lead={say('work:clients.lead')}>
      <div className="stack stack-wide">
        <TextField label={say('work:clients.find')} value={q} maxLength={60} onChange={setQ} />
        <Listing
          query={read.clients(q.trim() ? { q: q.trim() } : {})}
          empty={
            <Blank icon="people" title={say(q.trim() ? 'work:clients.none' : 'work:clients.empty')}>
              <p>{say('work:clients.emptyLead')}</p>
            </Blank>
          }
        >
          {(clients) => (
            <ul className="list">
              {clients.map((client) => (
                <ClientRow key={client.id} client={client} />
              ))}
            </ul>
          )}
        </Listing>
        <Fold title={say('work:clients.new')}>
          <NewClient />
        </Fold>
      </div>
    </Page>
  );
}

function ClientRow({ client }: { client: Client }) {
  const { say } = useWords('work');
  const valid = client.consents.some(({ state }) => state === 'valid');
  return (
    <li className="card-link">
      <Link to="/clients/$id" params={{ id: client.id }} className="cover">
        {client.alias}
      </Link>
      {client.takenOverAt ? (
        <Tag tone="info">{say('work:clients.takenOver')}</Tag>
      ) : (
        <Tag tone={valid ? 'success' : 'warning'}>
          {say(valid ? 'work:clients.allowed' : 'work:clients.notAllowed')}
        </Tag>
      )}
    </li>
  );
}

function NewClient() {
  const { say } = useWords('work');
  const navigate = useNavigate();
  const [alias, setAlias] = useState('');
  const add = useAct((body: { alias: string }, key) => http.post<Client>('/clients', body, { key }), {
    touches: ['clients'],
    then: ({ id }) => void navigate({ to: '/clients/$id', params: { id } }),
  });
  const warn = useSensitive();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (alias.trim()) add.run({ alias: alias.trim() });
      }}
    >
      <TextField
        label={say('work:clients.alias')}
        hint={say('work:clients.aliasHint')}
        value={alias}
        maxLength={60}
        warning={warn(alias)}
        onChange={setAlias}
      />
      <ActTrouble problem={add.problem} />
      <div>
        <Button type="submit" busy={add.busy} blocked={!alias.trim() && say('work:post.aliasMissing')}>
          {say('work:clients.add')}
        </Button>
      </div>
    </form>
  );
}
