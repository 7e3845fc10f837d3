// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Client, GivenCode, NewConsent, Protection, RecordedConsent } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { ProtectionForm } from '../features/protection-form.tsx';
import { consentBody, emptyConsent, missingIn, type ConsentDraft } from '../features/requests/consent-draft.ts';
import { ConsentFields } from '../features/requests/consent-fields.tsx';
import { ConsentLine } from '../features/requests/consent-line.tsx';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

export function ClientPage() {
  const { id } = useParams({ from: '/inside/clients/$id' });
  return (
    <LoadedPage key={id} query={read.client(id)}>
      {(client) => <ClientView client={client} />}
    </LoadedPage>
  );
}

function ClientView({ client }: { client: Client }) {
  const { say } = useWords('work');
  return (
    <Page
      title={client.alias}
      lead={say('work:clients.who')}
      back={<Back to="/clients" label={say('work:clients.title')} />}
    >
      <div className="stack stack-wide">
        <Consents client={client} />
        {client.can['consent'] && (
          <Fold title={say('work:mandates.new')} open={client.consents.length === 0}>
            <NewConsentForm client={client} />
          </Fold>
        )}
        <Takeover client={client} />
        {client.can['protect'] && (
          <Fold title={say('work:clients.protection')}>
            <Loaded query={read.clientProtection(client.id)} rows={3}>
              {({ protection }) => <Protect key={protection} client={client} kept={protection} />}
            </Loaded>
          </Fold>
        )}
        {client.can['update'] && (
          <Fold title={say('work:clients.rename')}>
            <Rename client={client} />
          </Fold>
        )}
      </div>
    </Page>
  );
}

function Consents({ client }: { client: Client }) {
  const { say } = useWords('work');
  const { soon } = useAnnounce();
  const withdraw = useAct(
    (id: string, key) => http.post<Client>(`/clients/${client.id}/consents/${id}/withdrawal`, undefined, { key }),
    { touches: ['clients'] },
  );
  return (
    <Section title={say('work:mandates.title')}>
      <ActTrouble problem={withdraw.problem} />
      {client.consents.length === 0 ? (
        <Notice tone="warning" title={say('work:mandates.none')}>
          <p>{say('work:mandates.noneLead')}</p>
        </Notice>
      ) : (
        <ul className="stack">
          {client.consents.map((consent) => (
            <li key={consent.id} className="card">
              <ConsentLine consent={consent} />
              {client.can['consent'] && (consent.state === 'valid' || consent.state === 'waiting') && (
                <div>
                  <Button
                    kind="secondary"
                    onPress={() => soon(say('work:mandates.withdrawing'), () => withdraw.run(consent.id))}
                  >
                    {say('work:mandates.withdraw')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function NewConsentForm({ client }: { client: Client }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [draft, setDraft] = useState<ConsentDraft>({ ...emptyConsent, acts: ['post', 'answer'] });
  const [asked, setAsked] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const record = useAct(
    (body: NewConsent, key) => http.post<RecordedConsent>(`/clients/${client.id}/consents`, body, { key }),
    {
      touches: ['clients'],
      then: (recorded) => {
        announce(say('work:mandates.recorded'));
        setCode(recorded.code);
        setAsked(false);
        setDraft(emptyConsent);
      },
    },
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!missingIn(draft) && draft.acts.length > 0) record.run(consentBody(draft));
        else showFirstError();
      }}
    >
      <ConsentFields
        value={draft}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        asked={asked}
      />
      <ActTrouble problem={record.problem} />
      <div>
        <Button type="submit" busy={record.busy}>
          {say(draft.kind === 'signed' ? 'work:mandates.askSignature' : 'work:mandates.record')}
        </Button>
      </div>
      {code && <Code code={code} lead={say('work:mandates.codeLead')} />}
    </form>
  );
}

/** Shown once: to be read aloud, or written on a slip. */
function Code({ code, lead }: { code: string; lead: string }) {
  const { say } = useWords('work');
  return (
    <Notice tone="success" title={say('work:mandates.code')} alert>
      <p className="lead">
        <strong>{code}</strong>
      </p>
      <p>{lead}</p>
    </Notice>
  );
}

function Takeover({ client }: { client: Client }) {
  const { say, date } = useWords('work');
  const { say: announce, soon } = useAnnounce();
  const [code, setCode] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const give = useAct(
    (_: undefined, key) => http.post<GivenCode>(`/clients/${client.id}/takeover-code`, undefined, { key }),
    {
      touches: ['clients'],
      then: (given) => setCode(given.code),
    },
  );
  const keep = useAct(() => http.delete(`/clients/${client.id}/takeover-code`), {
    touches: ['clients'],
    then: () => {
      setCode(null);
      announce(say('work:takeover.revoked'));
    },
  });
  const back = useAct(() => http.delete<Client>(`/clients/${client.id}/takeover`), {
    touches: ['clients'],
    then: () => announce(say('work:takeover.undone')),
  });
  return (
    <Section title={say('work:takeover.title')}>
      <p className="quiet">
        {client.takenOverAt ? say('work:takeover.done', { date: date(client.takenOverAt) }) : say('work:takeover.lead')}
      </p>
      {code && <Code code={code} lead={say('work:takeover.codeLead')} />}
      {client.codeUntil && !code && <p>{say('work:takeover.given', { date: date(client.codeUntil) })}</p>}
      <ActTrouble problem={give.problem ?? keep.problem ?? back.problem} />
      <div className="row">
        {client.can['handOver'] && (
          <Button
            kind="secondary"
            busy={give.busy}
            onPress={() => (client.codeUntil ? setAsking(true) : give.run(undefined))}
          >
            {say(client.codeUntil ? 'work:takeover.again' : 'work:takeover.give')}
          </Button>
        )}
        {client.codeUntil && client.can['update'] && (
          <Button
            kind="tertiary"
            busy={keep.busy}
            onPress={() => soon(say('work:takeover.revoking'), () => keep.run(undefined))}
          >
            {say('work:takeover.revoke')}
          </Button>
        )}
        {client.can['takeBack'] && (
          <Button kind="secondary" onPress={() => soon(say('work:takeover.undoing'), () => back.run(undefined))}>
            {say('work:takeover.undo')}
          </Button>
        )}
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say('work:takeover.againTitle')}
        closeLabel={say('common.close')}
      >
        <p>{say('work:takeover.againMeans')}</p>
        <div className="row">
          <Button
            onPress={() => {
              setAsking(false);
              give.run(undefined);
            }}
          >
            {say('work:takeover.again')}
          </Button>
          <Button kind="secondary" onPress={() => setAsking(false)}>
            {say('work:takeover.keep')}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}

function Protect({ client, kept }: { client: Client; kept: Protection }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const save = useAct((protection: Protection) => http.put(`/clients/${client.id}/protection`, { protection }), {
    touches: ['client-protection', 'requests', 'agreements'],
    then: () => announce(say('me.saved')),
  });
  return <ProtectionForm kept={kept} legend={say('work:clients.protection')} save={save} />;
}

function Rename({ client }: { client: Client }) {
  const { say } = useWords('work');
  const [alias, setAlias] = useState(client.alias);
  const save = useAct(
    (body: { alias: string }) => http.patch<Client>(`/clients/${client.id}`, body, { version: client.version }),
    { touches: ['clients'] },
  );
  const warn = useSensitive();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (alias.trim()) save.run({ alias: alias.trim() });
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
      <ActTrouble problem={save.problem} />
      <div>
        <Button type="submit" kind="secondary" busy={save.busy}>
          {say('common.save')}
        </Button>
      </div>
    </form>
  );
}
