// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useId, useRef } from 'react';
import { TextField } from '../ui/field.tsx';
import { useWords } from '../words/use-words.ts';
import { legibleOn } from './legible.ts';

const hexColour = /^#[0-9a-f]{6}$/i;

/** One colour, shown at once on what it will paint. */
export function ColourField({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  const { say } = useWords('work');
  const id = useId();
  const sample = useRef<HTMLDivElement>(null);
  const valid = hexColour.test(value);
  useEffect(() => {
    if (!valid || !sample.current) return;
    // Set by script, not by a style attribute: the content policy refuses those.
    sample.current.style.setProperty('--ds-color-base-default', value);
    sample.current.style.setProperty('--ds-color-base-contrast-default', legibleOn(value));
  }, [value, valid]);
  return (
    <fieldset className="field">
      <legend className="legend">{say('work:settings.colour')}</legend>
      <p className="field-hint">{say('work:settings.colourHint')}</p>
      <div className="row row-start">
        <div className="field">
          <label htmlFor={id}>{say('work:settings.pick')}</label>
          <input
            id={id}
            type="color"
            className="swatch"
            value={valid ? value : '#000000'}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
        <div className="grow">
          <TextField
            label={say('work:settings.hex')}
            value={value}
            maxLength={7}
            error={!valid && say('work:settings.hexWrong')}
            onChange={onChange}
          />
        </div>
      </div>
      <div ref={sample} className="sample" role="img" aria-label={say('work:settings.preview')}>
        <strong>{say('home.ask')}</strong>
      </div>
    </fieldset>
  );
}
