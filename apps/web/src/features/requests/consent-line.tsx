// SPDX-License-Identifier: EUPL-1.2
import type { Consent } from '../../api/types.ts';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { serviceTypes } from '../service-types.ts';

const tones = { valid: 'success', waiting: 'warning', expired: 'neutral', withdrawn: 'neutral' } as const;

/** One consent in words: how, for what, until when. */
export function ConsentLine({ consent }: { consent: Omit<Consent, 'recordedBy'> & { recordedBy?: string } }) {
  const { say, date } = useWords();
  const all = consent.serviceTypes.length === serviceTypes.length;
  const kinds = all ? say('mandates.everything') : consent.serviceTypes.map((type) => say(`kind.${type}`)).join(', ');
  return (
    <div className="stack stack-tight">
      <div className="row row-apart">
        <strong>{say(`mandates.kind.${consent.kind}`)}</strong>
        <Tag tone={tones[consent.state]}>{say(`mandates.state.${consent.state}`)}</Tag>
      </div>
      {consent.words && <p dir="auto">”{consent.words}”</p>}
      {consent.documentNumber && <p dir="auto">{consent.documentNumber}</p>}
      <p className="small">
        {consent.acts.map((act) => say(`mandates.act.${act}`)).join(' · ')}: {kinds}
      </p>
      <p className="quiet small">
        {consent.recordedBy
          ? say('mandates.noted', { name: consent.recordedBy, date: date(consent.recordedAt) })
          : date(consent.recordedAt)}{' '}
        · {say('mandates.until', { date: date(consent.validTo) })}
      </p>
    </div>
  );
}
