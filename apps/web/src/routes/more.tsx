// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { placesFor } from '../features/navigation.ts';
import { useMe, useTenant } from '../features/session.ts';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function More() {
  const { say } = useWords();
  const me = useMe();
  const { bar, everyday, work } = placesFor(me, useTenant());
  const rest = [
    ...everyday.filter((place) => !bar.includes(place)),
    ...work,
    { to: '/me' as const, word: 'me', icon: 'person' as const },
  ];
  return (
    <Page title={say('nav.more')}>
      <ul className="list">
        {rest.map(({ to, word, icon }) => (
          <li key={to} className="card-link">
            <Link to={to} className="kind cover">
              <span className="bubble">
                <Icon name={icon} />
              </span>
              {say(`nav.${word}`)}
            </Link>
            <Icon name="next" flip />
          </li>
        ))}
      </ul>
    </Page>
  );
}
