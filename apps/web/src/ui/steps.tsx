// SPDX-License-Identifier: EUPL-1.2
import { Icon } from './icon.tsx';

/** A road in plain words: what is behind, where we are, what comes. */
export function Steps({
  steps,
  now,
  nowLabel,
  doneLabel,
}: {
  steps: string[];
  now: number;
  nowLabel: string;
  doneLabel: string;
}) {
  return (
    <ol className="steps">
      {steps.map((step, index) => {
        const done = index < now;
        const current = index === now;
        return (
          <li
            key={step}
            className={done ? 'step step-done' : current ? 'step step-now' : 'step'}
            aria-current={current ? 'step' : undefined}
          >
            <span className="step-dot">{done && <Icon name="check" />}</span>
            <span>
              {step}
              <span className="hidden-words">{done ? ` (${doneLabel})` : current ? ` (${nowLabel})` : ''}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
