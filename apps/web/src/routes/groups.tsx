// SPDX-License-Identifier: EUPL-1.2
import { Link, useSearch } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Go } from '../features/go.tsx';
import { GroupCard } from '../features/groups/group-card.tsx';
import { Listing } from '../features/listing.tsx';
import { useMe } from '../features/session.ts';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function Groups() {
  const { say } = useWords();
  const me = useMe();
  const { archived } = useSearch({ from: '/inside/groups' });
  const mayCreate = me.can['group.create'];
  return (
    <Page
      title={say(archived ? 'groups.archived' : 'groups.title')}
      lead={say('groups.lead')}
      wide
      actions={
        mayCreate && (
          <Go to="/groups/new" icon="plus">
            {say('groups.new')}
          </Go>
        )
      }
    >
      <div className="stack">
        <Listing
          query={read.groups({ archived, limit: 30 })}
          empty={
            <Blank icon="people" title={say('groups.empty')}>
              {mayCreate && <Go to="/groups/new">{say('groups.new')}</Go>}
            </Blank>
          }
        >
          {(groups) => (
            <div className="grid">
              {groups.map((group) => (
                <GroupCard key={group.id} group={group} />
              ))}
            </div>
          )}
        </Listing>
        {mayCreate && (
          <p>
            <Link to="/groups" search={archived ? {} : { archived: true }}>
              {say(archived ? 'groups.showLive' : 'groups.showArchived')}
            </Link>
          </p>
        )}
      </div>
    </Page>
  );
}
