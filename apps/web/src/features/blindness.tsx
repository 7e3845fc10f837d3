// SPDX-License-Identifier: EUPL-1.2
import { Icon } from '../ui/icon.tsx';
import { WallLink } from './wall-link.tsx';
import { useWords } from '../words/use-words.ts';
import type { ReactNode } from 'react';

/** "Kommunen ser inte detta", said plainly where it matters. */
export function Blindness({ children }: { children?: ReactNode }) {
  const { say } = useWords('work');
  return (
    <section className="card card-tinted" aria-label={say('work:blind.title')}>
      <p className="kind">
        <span className="bubble">
          <Icon name="closedEye" />
        </span>
        <span className="heading">{say('work:blind.title')}</span>
      </p>
      <p>{say('work:blind.lead')}</p>
      {children}
      <p>
        <WallLink>{say('work:blind.wall')}</WallLink>
      </p>
    </section>
  );
}
