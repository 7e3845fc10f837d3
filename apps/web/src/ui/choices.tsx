// SPDX-License-Identifier: EUPL-1.2
import { Input, ValidationMessage } from '@digdir/designsystemet-react';
import { useId, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface Choice<Value extends string = string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  icon?: IconName;
}

interface Shared<Value extends string> {
  legend: ReactNode;
  big?: boolean;
  hint?: ReactNode;
  error?: string | false | undefined;
  options: Choice<Value>[];
  look?: 'tiles' | 'list' | 'chips';
}

function Group<Value extends string>({
  many,
  chosen,
  choose,
  ...props
}: Shared<Value> & { many: boolean; chosen: (value: Value) => boolean; choose: (value: Value, on: boolean) => void }) {
  const id = useId();
  const { look = 'tiles' } = props;
  return (
    <fieldset
      className="field"
      aria-describedby={
        [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
      }
    >
      <legend className={props.big ? 'legend legend-big' : 'legend'}>{props.legend}</legend>
      {props.hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <div className={look === 'chips' ? 'chips' : look === 'list' ? 'tiles tiles-one' : 'tiles'}>
        {props.options.map((option) => (
          <label key={option.value} className={look === 'chips' ? 'chip' : 'tile'}>
            <Input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              value={option.value}
              checked={chosen(option.value)}
              onChange={(event) => choose(option.value, event.target.checked)}
            />
            <span className="tile-words">
              <span>{option.label}</span>
              {option.hint && <small>{option.hint}</small>}
            </span>
            {option.icon && look !== 'chips' && <Icon name={option.icon} />}
          </label>
        ))}
      </div>
      {props.error && <ValidationMessage id={`${id}-error`}>{props.error}</ValidationMessage>}
    </fieldset>
  );
}

export function OneOf<Value extends string>(
  props: Shared<Value> & { value: Value | ''; onChange: (value: Value) => void },
) {
  return (
    <Group<Value>
      {...props}
      many={false}
      chosen={(value) => value === props.value}
      choose={(value) => props.onChange(value)}
    />
  );
}

export function SomeOf<Value extends string>(
  props: Shared<Value> & { value: Value[]; onChange: (value: Value[]) => void },
) {
  return (
    <Group<Value>
      {...props}
      many
      chosen={(value) => props.value.includes(value)}
      choose={(value, on) => props.onChange(on ? [...props.value, value] : props.value.filter((one) => one !== value))}
    />
  );
}
