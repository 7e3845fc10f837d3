// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import type { TrailEvent } from '../api/types.ts';
import { Listing } from '../features/listing.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

/** Who did what for the organisation, as sentences, the latest first. */
export function Events() {
  const { say, when } = useWords('work');
  const sentence = useSentence();
  return (
    <Page title={say('work:events.title')} lead={say('work:events.lead')}>
      <Listing query={read.events()} empty={<Blank icon="clock" title={say('work:events.empty')} />}>
        {(events) => (
          <ul className="list">
            {events.map((event) => (
              <li key={event.id}>
                <span className="grow">
                  <span dir="auto">{sentence(event)}</span>
                  <br />
                  <time className="quiet small" dateTime={event.at}>
                    {when(event.at)}
                  </time>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Page>
  );
}

function useSentence(): (event: TrailEvent) => string {
  const { say } = useWords('work');
  const gone = say('work:events.gone');
  return ({ act, by, about, person, reaches, role }) =>
    say(`work:event.${act}`, {
      by: by.name ?? say(`work:events.by.${by.kind}`),
      about: about?.name ?? gone,
      person: person?.name ?? say('work:events.by.person'),
      reaches: reaches?.name ?? gone,
      role: role && say(`role.${role}`).toLowerCase(),
    });
}
