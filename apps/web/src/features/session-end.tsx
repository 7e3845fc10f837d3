// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../api/queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { clock } from '../words/dates.ts';
import { useWords } from '../words/use-words.ts';

const warnSeconds = 120;
const lookAgainMs = 10_000;

/**
 * Two minutes before somebody who works here is signed out, they are told, and stay by saying so. Any touch of the page
 * counts; the server hears of it when it is asked how long is left.
 */
export function SessionEnd() {
  const { say, language } = useWords();
  const { data, dataUpdatedAt, refetch } = useQuery({
    ...read.sessions(),
    refetchInterval: ({ state }) => {
      const left = state.data?.find(({ current }) => current)?.endsIn;
      return left === undefined ? false : Math.max(lookAgainMs, (left - warnSeconds) * 1000);
    },
  });
  const [answered, setAnswered] = useState(false);
  const left = data?.find(({ current }) => current)?.endsIn ?? Infinity;
  const soon = left <= warnSeconds;
  // What was answered was this warning, and not the next.
  if (answered && !soon) setAnswered(false);
  const stay = (): void => {
    if (answered) return;
    setAnswered(true);
    void refetch();
  };
  if (!soon) return null;
  return (
    <Dialog open={!answered} onClose={stay} title={say('session.ending')} closeLabel={say('session.stay')}>
      <p>{say('session.endsAt', { time: clock(new Date(dataUpdatedAt + left * 1000), language) })}</p>
      <p>{say('session.kept')}</p>
      <div>
        <Button onPress={stay}>{say('session.stay')}</Button>
      </div>
    </Dialog>
  );
}
