// SPDX-License-Identifier: EUPL-1.2
import { Link, linkOptions } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import type { Waiting } from '../api/types.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';
import { Loaded } from './loaded.tsx';
import { useMe } from './session.ts';

type Kind = Waiting['items'][number]['kind'];

const icons: Readonly<Record<Kind, IconName>> = {
  'partner-requests': 'inbox',
  applications: 'people',
  flags: 'shield',
  unanswered: 'clock',
  shown: 'shield',
  expiring: 'calendar',
  unstaffed: 'building',
};
/** `toAll`: there is a page of all that nobody answered, with what can be done about each. */
const wayTo = (kind: Kind, id: string, toAll: boolean) =>
  ({
    'partner-requests': linkOptions({ to: '/inbox/$id', params: { id } }),
    applications: linkOptions({ to: '/groups/$id', params: { id } }),
    flags: linkOptions({ to: '/moderation', search: { all: undefined } }),
    unanswered: toAll ? linkOptions({ to: '/unanswered' }) : linkOptions({ to: '/requests/$id', params: { id } }),
    shown: linkOptions({ to: '/shown' }),
    expiring: linkOptions({ to: '/expiring' }),
    unstaffed: linkOptions({ to: '/units' }),
  })[kind];

/** What needs the one who looks, on top of where they begin; each line leads to the one that has waited longest. */
export function WaitingList() {
  const { say, ago, date } = useWords('work');
  const me = useMe();
  return (
    <Section title={say('work:waiting.title')}>
      <Loaded query={read.waiting()} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say('work:waiting.nothing')}</p>
          ) : (
            <ul className="list">
              {items.map(({ kind, count, since, id }) => (
                <li key={kind} className="card-link">
                  <Link {...wayTo(kind, id, me.can['request.seeUnanswered'] === true)} className="kind cover">
                    <span className="bubble">
                      <Icon name={icons[kind]} />
                    </span>
                    <span>
                      <strong>{say(`work:waiting.${kind}`, { count })}</strong>
                      {since && (
                        <>
                          <br />
                          <span className="quiet small">
                            {kind === 'expiring'
                              ? say('work:waiting.firstEnds', { date: date(since) })
                              : say('work:waiting.longest', { ago: ago(since) })}
                          </span>
                        </>
                      )}
                    </span>
                  </Link>
                  <Icon name="next" flip />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
