// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Incident } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { useDraft } from '../use-draft.ts';

const kinds = ['incident', 'near-miss'] as const;
type Kind = (typeof kinds)[number];

const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};
/** At noon where the person is, or now when that has not been yet. */
const momentOf = (date: string): string => {
  const noon = new Date(`${date}T12:00:00`);
  return new Date(Math.min(noon.getTime(), Date.now() - 60_000)).toISOString();
};

export function ReportIncident({ agreementId }: { agreementId: string | undefined }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [draft, set, drop] = useDraft<{ kind: Kind; what: string; date: string }>('incident', {
    kind: 'incident',
    what: '',
    date: today(),
  });
  const [asked, setAsked] = useState(false);
  const report = useAct((body: object, key) => http.post<Incident>('/incidents', body, { key }), {
    touches: ['incidents'],
    then: () => {
      drop();
      setAsked(false);
      announce(say('safety.incident.thanks'));
    },
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!draft.what.trim() || !draft.date) showFirstError();
        else
          report.run({
            kind: draft.kind,
            what: draft.what.trim(),
            happenedAt: momentOf(draft.date),
            ...(agreementId ? { agreementId } : {}),
          });
      }}
    >
      <p className="quiet">{say('safety.incident.lead')}</p>
      <OneOf<Kind>
        legend={say('safety.incident.kind')}
        look="list"
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((value) => ({ value, label: say(`safety.incident.kinds.${value}`) }))}
      />
      <TextField
        label={say('safety.incident.what')}
        rows={4}
        maxLength={2000}
        required
        value={draft.what}
        error={asked && !draft.what.trim() && say('safety.incident.whatMissing')}
        onChange={(what) => set({ what })}
      />
      <TextField
        type="date"
        label={say('safety.incident.date')}
        max={today()}
        required
        value={draft.date}
        error={asked && !draft.date && say('ask.dateMissing')}
        onChange={(date) => set({ date })}
      />
      <ActTrouble problem={report.problem} />
      <div>
        <Button type="submit" icon="send" busy={report.busy}>
          {say('safety.incident.send')}
        </Button>
      </div>
    </form>
  );
}
