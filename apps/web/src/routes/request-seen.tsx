// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Back } from '../features/back.tsx';
import { Loaded } from '../features/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function RequestSeen() {
  const { say, when } = useWords();
  const { id } = useParams({ from: '/inside/requests/$id/seen' });
  return (
    <Page
      title={say('seen.title')}
      lead={say('seen.lead')}
      back={<Back to="/requests/$id" params={{ id }} label={say('seen.back')} />}
    >
      <Loaded query={read.accessEntries(id)}>
        {(entries) =>
          entries.length === 0 ? (
            <Blank icon="eye" title={say('seen.nobody')} />
          ) : (
            <ul className="list">
              {entries.map((entry) => (
                <li key={entry.at + entry.role + entry.what}>
                  <span>
                    {say(`seen.role.${entry.role}`, { defaultValue: entry.role })}
                    <br />
                    <span className="quiet small">{say(`seen.what.${entry.what}`, { defaultValue: entry.what })}</span>
                  </span>
                  <span className="quiet small">{when(entry.at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
