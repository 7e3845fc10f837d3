// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

/** The way to one's notices, with the number of those not seen. */
export function Bell() {
  const { say } = useWords();
  const unseen = useQuery(read.noticeCount()).data?.unseen ?? 0;
  return (
    <Link to="/notices" className="bell" activeProps={{ 'aria-current': 'page' }}>
      <Icon name="bell" />
      <span>{say('notices.title')}</span>
      {unseen > 0 && (
        <>
          <span className="bell-count" aria-hidden="true">
            {unseen > 99 ? '99+' : unseen}
          </span>
          <span className="hidden-words">{say('notices.unseen', { count: unseen })}</span>
        </>
      )}
    </Link>
  );
}
