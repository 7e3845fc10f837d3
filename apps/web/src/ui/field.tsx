// SPDX-License-Identifier: EUPL-1.2
import { Input, Select as DsSelect, Textarea, ValidationMessage } from '@digdir/designsystemet-react';
import { useId, type HTMLInputTypeAttribute, type ReactNode, type Ref } from 'react';
import { Icon } from './icon.tsx';

interface Shared {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | false | undefined;
  /** Something worth a second thought; does not stop the person. */
  warning?: string | false | undefined;
  required?: boolean;
  name?: string;
}

interface TextProps extends Shared {
  value: string;
  onChange: (value: string) => void;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  rows?: number;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  /** What it often is; anything else may be written, too. */
  suggestions?: string[];
}

function Frame({ id, children, ...props }: Shared & { id: string; children: (describedBy?: string) => ReactNode }) {
  const parts = [props.hint && `${id}-hint`, props.warning && `${id}-warning`, props.error && `${id}-error`];
  const describedBy = parts.filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {children(describedBy)}
      <div role="status" className={props.warning ? undefined : 'hidden-words'}>
        {props.warning && (
          <p className="field-warning" id={`${id}-warning`}>
            <Icon name="alert" /> {props.warning}
          </p>
        )}
      </div>
      {props.error && <ValidationMessage id={`${id}-error`}>{props.error}</ValidationMessage>}
    </div>
  );
}

export function TextField({ value, onChange, rows, inputRef, suggestions, type = 'text', ...props }: TextProps) {
  const id = useId();
  const { autoComplete, maxLength, required, name, min, max, autoFocus } = props;
  return (
    <Frame id={id} {...props}>
      {(describedBy) =>
        rows ? (
          <Textarea
            id={id}
            rows={rows}
            value={value}
            ref={inputRef}
            aria-describedby={describedBy}
            aria-invalid={props.error ? true : undefined}
            aria-required={required || undefined}
            maxLength={maxLength}
            name={name}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <>
            <Input
              id={id}
              type={type as 'text'}
              list={suggestions && `${id}-list`}
              value={value}
              ref={inputRef}
              aria-describedby={describedBy}
              aria-invalid={props.error ? true : undefined}
              aria-required={required || undefined}
              autoComplete={autoComplete ?? 'off'}
              autoFocus={autoFocus}
              maxLength={maxLength}
              min={min}
              max={max}
              name={name}
              onChange={(event) => onChange(event.target.value)}
            />
            {suggestions && (
              <datalist id={`${id}-list`}>
                {suggestions.map((text) => (
                  <option key={text} value={text} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Frame>
  );
}

interface SelectProps extends Shared {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
}

export function Select({ value, onChange, options, ...props }: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      {(describedBy) => (
        <DsSelect
          id={id}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <DsSelect.Option key={option.value} value={option.value}>
              {option.label}
            </DsSelect.Option>
          ))}
        </DsSelect>
      )}
    </Frame>
  );
}
