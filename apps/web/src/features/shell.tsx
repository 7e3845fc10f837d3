// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Me } from '../api/types.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { Bell } from './bell.tsx';
import { Brand } from './brand.tsx';
import { Foot } from './foot.tsx';
import { placesFor, type Place } from './navigation.ts';
import { SessionEnd } from './session-end.tsx';
import { useTenant, worksHere } from './session.ts';

function Places({ places, className }: { places: Place[]; className: string }) {
  const { say } = useWords();
  return places.map(({ to, word, icon }) => (
    <li key={to}>
      <Link
        to={to}
        className={className}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon name={icon} />
        <span>{say(`nav.${word}`)}</span>
      </Link>
    </li>
  ));
}

/** The house: a bar at the bottom of a phone, a side on a desk. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const { say } = useWords();
  const tenant = useTenant();
  const { bar, everyday, work } = placesFor(me, tenant);
  return (
    <div className="shell">
      <header className="shell-top">
        <Brand />
        <Bell />
      </header>
      <header className="shell-side">
        <Brand />
        <Bell />
        <nav aria-label={say('nav.label')} className="stack">
          <ul className="side-part">
            <Places places={everyday} className="side-link" />
          </ul>
          {work.length > 0 && (
            <div className="side-part">
              <h2>{say('nav.organisation')}</h2>
              <ul className="side-part">
                <Places places={work} className="side-link" />
              </ul>
            </div>
          )}
          <ul className="side-part">
            <Places places={[{ to: '/me', word: 'me', icon: 'person' }]} className="side-link" />
          </ul>
        </nav>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <Foot />
      <nav className="shell-bar" aria-label={say('nav.label')}>
        <ul>
          <Places places={bar} className="tab" />
        </ul>
      </nav>
      {worksHere(me) && <SessionEnd />}
    </div>
  );
}
