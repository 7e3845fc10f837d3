// SPDX-License-Identifier: EUPL-1.2
import { OneOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { lasting } from '../../words/dates.ts';
import { useWords } from '../../words/use-words.ts';
import { dateValue, type WhenChoice } from '../times.ts';

export interface When {
  when: WhenChoice;
  date: string;
  start: string;
  end: string;
  /** How long it usually takes, for when no end is given; null: nobody knows. */
  minutes: number | null;
}

export const noTime: When = { when: 'any', date: '', start: '', end: '', minutes: null };
const choices: WhenChoice[] = ['any', 'today', 'tomorrow', 'week', 'own'];

export function WhenField({
  value,
  onChange,
  error,
  big = false,
}: {
  value: When;
  onChange: (change: Partial<When>) => void;
  error?: string | false;
  big?: boolean;
}) {
  const { say } = useWords();
  return (
    <div className="stack">
      <OneOf<WhenChoice>
        legend={say('ask.when')}
        big={big}
        look="chips"
        value={value.when}
        onChange={(when) => onChange({ when })}
        options={choices.map((choice) => ({ value: choice, label: say(`ask.whenChoice.${choice}`) }))}
      />
      {value.when === 'own' && (
        <div className="row row-start">
          <div className="grow">
            <TextField
              type="date"
              label={say('ask.date')}
              value={value.date}
              min={dateValue(new Date())}
              error={error}
              onChange={(date) => onChange({ date })}
            />
          </div>
          <div className="grow">
            <TextField
              type="time"
              label={say('ask.start')}
              value={value.start}
              onChange={(start) => onChange({ start })}
            />
          </div>
          <div className="grow">
            <TextField
              type="time"
              label={say('ask.end')}
              hint={value.minutes && !value.end && say('usual.counted', { length: lasting(value.minutes, say) })}
              value={value.end}
              onChange={(end) => onChange({ end })}
            />
          </div>
        </div>
      )}
    </div>
  );
}
