// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Caller } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { languages, type Language } from '../../words/languages.ts';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

interface NewCaller {
  personalNumber: string;
  locale: Language;
}

interface Props {
  /** The question that was asked; empty when none was. */
  callId: string;
  onCall: (id: string) => void;
  /** Whoever has shown who they are; null as long as nobody has. */
  onAnswer: (caller: Caller | null) => void;
}

/** Asks whoever is on the phone to show who they are on their own device; the number is never part of a draft. */
export function CallerField({ callId, onCall, onAnswer }: Props) {
  const over = (): void => {
    onCall('');
    onAnswer(null);
  };
  return callId ? <Answer id={callId} over={over} onAnswer={onAnswer} /> : <Question onCall={onCall} />;
}

function Question({ onCall }: Pick<Props, 'onCall'>) {
  const { say } = useWords('work');
  const [number, setNumber] = useState('');
  const [locale, setLocale] = useState<Language>('sv');
  const ring = useAct((body: NewCaller, key) => http.post<Caller>('/callers', body, { key }), {
    then: ({ id }) => onCall(id),
  });
  const typed = number.replaceAll(/[\s-]/g, '');
  const whole = /^\d{12}$/.test(typed);
  const ask = (): void => {
    if (whole) ring.run({ personalNumber: typed, locale });
  };
  return (
    <div
      className="stack"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        ask();
      }}
    >
      <TextField
        label={say('work:caller.number')}
        hint={say('work:caller.numberHint')}
        value={number}
        maxLength={14}
        onChange={setNumber}
      />
      <Select
        label={say('work:caller.language')}
        value={locale}
        onChange={(tag) => setLocale(tag as Language)}
        options={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
      />
      <ActTrouble problem={ring.problem} />
      <div className="row">
        <Button kind="secondary" busy={ring.busy} blocked={!whole && say('work:caller.numberMissing')} onPress={ask}>
          {say('work:caller.ask')}
        </Button>
      </div>
    </div>
  );
}

interface AnswerProps {
  id: string;
  over: () => void;
  onAnswer: Props['onAnswer'];
}

function Answer({ id, over, onAnswer }: AnswerProps) {
  const { say } = useWords('work');
  const { data: caller, isError } = useQuery(read.caller(id));
  const hangUp = useAct(() => http.delete(`/callers/${id}`), { then: over });
  useEffect(() => {
    if (caller) onAnswer(caller.state === 'approved' ? caller : null);
  }, [caller, onAnswer]);
  const state = caller?.state ?? 'waiting';
  // Of a call that is gone there is nothing to end.
  const again = (): void => (isError || state !== 'waiting' ? over() : hangUp.run({}));
  return (
    <Notice tone={state === 'approved' ? 'success' : state === 'waiting' && !isError ? 'info' : 'warning'} alert>
      <p>{say(`work:caller.state.${isError ? 'expired' : state}`, { name: caller?.name ?? '' })}</p>
      {state === 'waiting' && caller && (
        <p className="small">{say('work:caller.shows', { message: caller.message })}</p>
      )}
      <ActTrouble problem={hangUp.problem} />
      <div>
        <Button kind="secondary" busy={hangUp.busy} onPress={again}>
          {say(state === 'waiting' && !isError ? 'work:caller.cancel' : 'work:caller.again')}
        </Button>
      </div>
    </Notice>
  );
}
