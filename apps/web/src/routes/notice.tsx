// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { http } from '../api/client.ts';
import { isFinal } from '../api/problem.ts';
import { refresh } from '../api/queries.ts';
import type { Notice } from '../api/types.ts';
import { placeOf } from '../features/notices/places.ts';
import { Trouble } from '../features/trouble.tsx';
import { Page } from '../ui/page.tsx';
import { Waiting } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

const open = async (id: string): Promise<Notice> => {
  const notice = await http.post<Notice>(`/notices/${id}/seen`);
  void refresh('notice-count');
  return notice;
};

/** Where a push message leads: on to what it is about. */
export function NoticeRoad() {
  const { say } = useWords();
  const { id } = useParams({ strict: false });
  const one = useQuery({ queryKey: ['notice', id], queryFn: () => open(id ?? ''), retry: false });
  if (one.data) return <Navigate to={placeOf[one.data.about]} params={{ id: one.data.subjectId }} replace />;
  // It has been let go, or is another's: the list says what there is.
  if (isFinal(one.error)) return <Navigate to="/notices" replace />;
  if (one.error)
    return (
      <Page title={say('crash.title')}>
        <Trouble error={one.error} again={() => void one.refetch()} />
      </Page>
    );
  return (
    <div className="page">
      <Waiting label={say('common.loading')} />
    </div>
  );
}
