// SPDX-License-Identifier: EUPL-1.2
import { OneOf, SomeOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../words/use-words.ts';
import { serviceTypes } from '../service-types.ts';
import { missingIn, type ConsentDraft } from './consent-draft.ts';
import { useSensitive } from './use-sensitive.ts';

/** How somebody said yes. In short, as when a request is written; or with its bounds. */
export function ConsentFields({
  value,
  onChange,
  asked,
  short = false,
}: {
  value: ConsentDraft;
  onChange: (change: Partial<ConsentDraft>) => void;
  /** Whether what is missing may be said. */
  asked: boolean;
  short?: boolean;
}) {
  const { say } = useWords('work');
  const missing = asked && missingIn(value);
  const warn = useSensitive();
  const kinds = short ? (['spoken', 'mandate'] as const) : (['spoken', 'mandate', 'signed'] as const);
  return (
    <div className="stack">
      <OneOf
        legend={say('work:mandates.how')}
        look={short ? 'chips' : 'list'}
        value={value.kind}
        onChange={(kind) => onChange({ kind })}
        options={kinds.map((kind) => ({
          value: kind,
          label: say(`mandates.kind.${kind}`),
          ...(short ? {} : { hint: say(`work:mandates.means.${kind}`) }),
        }))}
      />
      {value.kind === 'spoken' && (
        <TextField
          label={say('work:mandates.words')}
          hint={say('work:mandates.wordsHint')}
          value={value.words}
          maxLength={500}
          required
          error={missing === 'words' && say('work:mandates.wordsMissing')}
          warning={warn(value.words)}
          onChange={(words) => onChange({ words })}
        />
      )}
      {value.kind === 'mandate' && (
        <TextField
          label={say('work:mandates.document')}
          hint={say('work:mandates.documentHint')}
          value={value.documentNumber}
          maxLength={60}
          required
          error={missing === 'documentNumber' && say('work:mandates.documentMissing')}
          onChange={(documentNumber) => onChange({ documentNumber })}
        />
      )}
      {!short && (
        <>
          <SomeOf
            legend={say('work:mandates.acts')}
            look="chips"
            value={value.acts}
            error={asked && value.acts.length === 0 && say('work:mandates.actsMissing')}
            onChange={(acts) => onChange({ acts })}
            options={(['post', 'answer'] as const).map((act) => ({ value: act, label: say(`mandates.act.${act}`) }))}
          />
          <SomeOf
            legend={say('work:mandates.kinds')}
            hint={say('work:mandates.kindsHint')}
            look="chips"
            value={value.serviceTypes}
            onChange={(chosen) => onChange({ serviceTypes: chosen })}
            options={serviceTypes.map((type) => ({ value: type, label: say(`kind.${type}`) }))}
          />
          <TextField
            type="date"
            label={say('work:mandates.until')}
            hint={say('work:mandates.untilHint')}
            value={value.until}
            onChange={(until) => onChange({ until })}
          />
        </>
      )}
    </div>
  );
}
