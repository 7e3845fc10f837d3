// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { read } from '../api/queries.ts';
import type { CodePreview, OwnMandate } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Loaded } from '../features/loaded.tsx';
import { ConsentLine } from '../features/requests/consent-line.tsx';
import { signInAddress, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

/** For the person themself: who speaks for them, and the code with which they sign or take over. */
export function Mandates() {
  const { say } = useWords();
  return (
    <Page title={say('mandates.title')} lead={say('mandates.lead')} back={<Back to="/me" label={say('nav.me')} />}>
      <div className="stack stack-wide">
        <TypeCode />
        <Section title={say('mandates.yours')}>
          <Loaded query={read.ownMandates()} rows={1}>
            {(mandates) =>
              mandates.length === 0 ? (
                <p className="quiet">{say('mandates.nobody')}</p>
              ) : (
                <ul className="stack">
                  {mandates.map((mandate) => (
                    <Mandate key={mandate.clientId} mandate={mandate} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Section>
      </div>
    </Page>
  );
}

function TypeCode() {
  const { say } = useWords();
  const { kind } = useTenant();
  const { say: announce } = useAnnounce();
  // Kept while the person signs in anew, on their own device only.
  const [{ code }, set, drop] = useDraft('code', { code: '' });
  const [shown, setShown] = useState<CodePreview | null>(null);
  const preview = useAct(
    (typed: string, key) => http.post<CodePreview>('/me/mandates/code/preview', { code: typed }, { key }),
    { then: setShown },
  );
  const confirm = useAct(
    (typed: string, key) => http.post<void>('/me/mandates/code/confirmation', { code: typed }, { key }),
    {
      touches: ['own-mandates', 'requests', 'agreements'],
      then: () => {
        announce(say(shown?.purpose === 'takeover' ? 'mandates.tookOver' : 'mandates.signed'));
        setShown(null);
        drop();
      },
    },
  );
  const stale = isProblem(confirm.error, 'mandate.sign-in-anew');
  const door = kind === 'association' ? 'member' : 'resident';
  if (shown)
    return (
      <Section
        kind="card card-tinted"
        title={say(shown.purpose === 'takeover' ? 'mandates.takeOverTitle' : 'mandates.signTitle')}
      >
        {shown.text ? (
          <p className="lead">{shown.text}</p>
        ) : (
          <p>{say('mandates.takeOverLead', { alias: shown.alias, count: shown.things })}</p>
        )}
        <ActTrouble problem={confirm.problem} />
        <div className="row">
          {stale ? (
            <a className="ds-button" data-variant="primary" href={signInAddress(door, 'same-device', '/mandates')}>
              <span>{say('mandates.signInAnew')}</span>
            </a>
          ) : (
            <Button big icon="check" busy={confirm.busy} onPress={() => confirm.run(code)}>
              {say(shown.purpose === 'takeover' ? 'mandates.takeOver' : 'mandates.sign')}
            </Button>
          )}
          <Button kind="secondary" onPress={() => setShown(null)}>
            {say('mandates.notMe')}
          </Button>
        </div>
      </Section>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) preview.run(code.trim());
      }}
    >
      <TextField
        label={say('mandates.code')}
        hint={say('mandates.codeHint')}
        value={code}
        maxLength={40}
        onChange={(typed) => set({ code: typed })}
      />
      <ActTrouble problem={isProblem(preview.error, 404) ? say('mandates.unknownCode') : preview.problem} />
      <div>
        <Button type="submit" busy={preview.busy} blocked={!code.trim() && say('mandates.codeMissing')}>
          {say('mandates.next')}
        </Button>
      </div>
    </form>
  );
}

function Mandate({ mandate }: { mandate: OwnMandate }) {
  const { say, date } = useWords();
  const { soon } = useAnnounce();
  const withdraw = useAct(
    (id: string, key) => http.post<void>(`/me/mandates/consents/${id}/withdrawal`, undefined, { key }),
    { touches: ['own-mandates'] },
  );
  return (
    <li className="card">
      <h3 className="heading heading-sm">{mandate.alias}</h3>
      {mandate.takenOverAt && (
        <p className="quiet small">{say('mandates.since', { date: date(mandate.takenOverAt) })}</p>
      )}
      <ActTrouble problem={withdraw.problem} />
      {mandate.consents.map((consent) => (
        <div key={consent.id} className="stack stack-tight">
          <ConsentLine consent={consent} />
          {consent.state === 'valid' && (
            <div>
              <Button
                kind="secondary"
                onPress={() => soon(say('mandates.withdrawing'), () => withdraw.run(consent.id))}
              >
                {say('mandates.withdraw')}
              </Button>
            </div>
          )}
        </div>
      ))}
      {!mandate.consents.some(({ state }) => state === 'valid') && (
        <Notice tone="neutral">
          <p>{say('mandates.nobodyMay')}</p>
        </Notice>
      )}
    </li>
  );
}
