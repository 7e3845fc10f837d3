// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Agreement, Note } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Order } from '../features/delivery/order.tsx';
import { Purchase } from '../features/delivery/purchase.tsx';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { otherSide } from '../features/other-side.ts';
import { agreementSentence, agreementTitle } from '../features/requests/agreement-state.ts';
import { RequestFacts } from '../features/requests/request-facts.tsx';
import { Takeaway } from '../features/requests/takeaway.tsx';
import { WhyNot } from '../features/requests/why-not.tsx';
import { BlockButton } from '../features/safety/block-button.tsx';
import { FlagButton } from '../features/safety/flag-button.tsx';
import { FollowUp } from '../features/safety/follow-up.tsx';
import { Again } from '../features/series/again.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Steps } from '../ui/steps.tsx';
import { useWords } from '../words/use-words.ts';

export function AgreementPage() {
  const { id } = useParams({ from: '/inside/agreements/$id' });
  return (
    <LoadedPage key={id} query={read.agreement(id)}>
      {(agreement) => <AgreementView agreement={agreement} />}
    </LoadedPage>
  );
}

const steps = ['agreed', 'inProgress', 'completed'] as const;
const place = { agreed: 0, inProgress: 1, completed: 2, confirmed: 3, failed: -1 };

function AgreementView({ agreement }: { agreement: Agreement }) {
  const { say } = useWords();
  const other = otherSide(agreement);
  return (
    <Page
      title={other ? say(agreementTitle(agreement), { name: other }) : say('agreement.title')}
      lead={say(agreementSentence(agreement))}
      back={<Back to="/mine" label={say('nav.mine')} />}
    >
      <div className="stack stack-wide">
        {agreement.state !== 'failed' && (
          <section className="card" aria-label={say('standing.label')}>
            <Steps
              steps={steps.map((step) => say(`agreement.state.${step}`))}
              now={place[agreement.state]}
              nowLabel={say('road.here')}
              doneLabel={say('road.behind')}
            />
          </section>
        )}
        {agreement.side === 'asker' && agreement.helpers.some(({ withStaff }) => withStaff) && (
          <Notice tone="info" icon="people">
            <p>{say('offer.withStaff')}</p>
          </Notice>
        )}
        <FollowUp agreement={agreement} />
        <Again agreement={agreement} />
        <Acts agreement={agreement} />
        <article className="card">
          <h2 className="heading">{say(`kind.${agreement.request.serviceType}`)}</h2>
          <p dir="auto" className="pre">
            {agreement.request.text}
          </p>
          <RequestFacts request={agreement.request} />
        </article>
        {agreement.details && Object.values(agreement.details).some(Boolean) && (
          <Unlocked details={agreement.details} side={agreement.side} />
        )}
        {agreement.state !== 'failed' && <Order request={agreement.request} />}
        <Purchase agreement={agreement} />
        <Takeaway agreement={agreement} />
        <Thread agreement={agreement} />
        {agreement.can['block'] && <BlockOther agreement={agreement} />}
      </div>
    </Page>
  );
}

function BlockOther({ agreement: { id, side, askerName, helpers } }: { agreement: Agreement }) {
  return (
    <div className="row">
      {side === 'helper' && <BlockButton name={askerName} whom={{ agreementId: id }} />}
      {side === 'asker' &&
        helpers.map(({ id: helperId, displayName }) => (
          <BlockButton key={helperId} name={displayName} whom={{ agreementId: id, helperId }} />
        ))}
    </div>
  );
}

function Unlocked({ details, side }: { details: NonNullable<Agreement['details']>; side: Agreement['side'] }) {
  const { say } = useWords();
  return (
    <section className="card card-tinted" aria-labelledby="unlocked">
      <p className="kind">
        <span className="bubble">
          <Icon name="lock" />
        </span>
        <span className="heading" id="unlocked">
          {say('details.title')}
        </span>
      </p>
      <dl className="pairs">
        {(['functionAddress', 'contactName', 'phone', 'place', 'instructions'] as const).map(
          (name) =>
            details[name] && (
              <div key={name}>
                <dt>{say(`details.${name}`)}</dt>
                <dd dir="auto" className="pre">
                  {name === 'phone' ? (
                    <a className="text-link" href={`tel:${details[name].replace(/[^+\d]/g, '')}`}>
                      {details[name]}
                    </a>
                  ) : (
                    details[name]
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
      <p className="small">{say(side === 'helper' ? 'details.onlyYou' : 'details.theyToo')}</p>
    </section>
  );
}

type Verb = 'start' | 'completion' | 'confirmation';

function Acts({ agreement }: { agreement: Agreement }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [failing, setFailing] = useState(false);
  const act = useAct(
    (verb: Verb, key) => http.post<Agreement>(`/agreements/${agreement.id}/${verb}`, undefined, { key }),
    { touches: ['agreements', 'requests'], then: ({ state }) => announce(say(`agreement.said.${state}`)) },
  );
  const { can } = agreement;
  if (!can['start'] && !can['complete'] && !can['confirm'] && !can['fail']) return <ActTrouble problem={act.problem} />;
  return (
    <div className="stack">
      <ActTrouble problem={act.problem} />
      <div className="row">
        {can['confirm'] && (
          <Button big icon="check" busy={act.busy} onPress={() => act.run('confirmation')}>
            {say('agreement.confirm')}
          </Button>
        )}
        {can['start'] && (
          <Button big={!can['confirm']} busy={act.busy} onPress={() => act.run('start')}>
            {say('agreement.start')}
          </Button>
        )}
        {can['complete'] && (
          <Button
            kind={can['start'] ? 'secondary' : 'primary'}
            icon="check"
            busy={act.busy}
            onPress={() => act.run('completion')}
          >
            {say('agreement.complete')}
          </Button>
        )}
        {can['fail'] && (
          <Button kind="tertiary" onPress={() => setFailing(true)}>
            {say('agreement.fail')}
          </Button>
        )}
      </div>
      <WhyNot agreement={agreement} open={failing} close={() => setFailing(false)} />
    </div>
  );
}

function Thread({ agreement }: { agreement: Agreement }) {
  const { say, when } = useWords();
  const [draft, set, drop] = useDraft(`note-${agreement.id}`, { text: '' });
  const send = useAct((text: string, key) => http.post<Note>(`/agreements/${agreement.id}/notes`, { text }, { key }), {
    touches: ['notes'],
    then: drop,
  });
  return (
    <Section title={say('thread.title')}>
      <p className="quiet small">{say('thread.lead')}</p>
      <Loaded query={read.notes(agreement.id)} rows={1}>
        {(notes) => (
          <ol className="thread" aria-live="polite">
            {notes.map((note) => (
              <li key={note.id} className={note.mine ? 'line line-mine' : 'line'}>
                <small>
                  {note.mine ? say('thread.you') : note.author} · {when(note.at)}
                </small>
                <span dir="auto" className="pre">
                  {note.text}
                </span>
                {!note.mine && <FlagButton kind="note" subjectId={note.id} />}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {agreement.can['note'] && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.text.trim()) send.run(draft.text.trim());
          }}
        >
          <TextField
            label={say('thread.write')}
            rows={2}
            maxLength={1000}
            value={draft.text}
            onChange={(text) => set({ text })}
          />
          <ActTrouble problem={send.problem} />
          <div>
            <Button type="submit" kind="secondary" icon="send" busy={send.busy}>
              {say('thread.send')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
