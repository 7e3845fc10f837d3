// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { http } from '../api/client.ts';
import { read, refresh } from '../api/queries.ts';
import type { Notice } from '../api/types.ts';
import { Listing } from '../features/listing.tsx';
import { placeOf } from '../features/notices/places.ts';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function Notices() {
  const { say } = useWords();
  return (
    <Page
      title={say('notices.title')}
      lead={say('notices.lead')}
      actions={
        <Link to="/notices/settings" className="ds-button" data-variant="secondary">
          <Icon name="sliders" />
          <span>{say('notices.choose')}</span>
        </Link>
      }
    >
      <Listing
        query={read.notices()}
        empty={
          <Blank icon="bell" title={say('notices.empty')}>
            <p className="quiet">{say('notices.emptyLead')}</p>
          </Blank>
        }
      >
        {(notices) => <Shown notices={notices} />}
      </Listing>
    </Page>
  );
}

/** What has been shown counts as seen; what came meanwhile stays new. */
function Shown({ notices }: { notices: Notice[] }) {
  const { say, ago } = useWords();
  const newest = notices[0]?.at;
  useEffect(() => {
    if (newest) void http.post('/notices/seen', { until: newest }).then(() => refresh('notice-count'));
  }, [newest]);
  return (
    <ul className="list">
      {notices.map(({ id, kind, about, subjectId, at, seenAt }) => (
        <li key={id} className="card-link">
          <Link to={placeOf[about]} params={{ id: subjectId }} className="cover grow">
            {seenAt ? (
              say(`notices.kind.${kind.replace('.', '_')}`)
            ) : (
              <strong>{say(`notices.kind.${kind.replace('.', '_')}`)}</strong>
            )}
            <br />
            <span className="quiet small">{ago(at)}</span>
          </Link>
          {!seenAt && <Tag tone="accent">{say('notices.new')}</Tag>}
          <Icon name="next" flip />
        </li>
      ))}
    </ul>
  );
}
