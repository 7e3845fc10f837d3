// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../api/queries.ts';
import { serverClock } from '../api/server-clock.ts';
import type { Session } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { clock } from '../words/dates.ts';
import { useWords } from '../words/use-words.ts';

const warnMs = 120_000;
const lookAgainMs = 10_000;

/**
 * Two minutes before somebody who works here is signed out, they are told, and stay by saying so. Any touch of the page
 * counts; the server hears of it when it is asked when the session ends.
 */
export function SessionEnd() {
  const { say, language } = useWords();
  const { data, dataUpdatedAt, refetch } = useQuery({
    ...read.sessions(),
    refetchInterval: ({ state }) => {
      const ends = endOfThisOne(state.data);
      return ends === undefined ? false : Math.max(lookAgainMs, ends - serverClock.at(state.dataUpdatedAt) - warnMs);
    },
  });
  const [answered, setAnswered] = useState(false);
  const ends = endOfThisOne(data);
  const soon = ends !== undefined && ends - serverClock.at(dataUpdatedAt) <= warnMs;
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
      <p>{say('session.endsAt', { time: clock(new Date(ends), language) })}</p>
      <p>{say('session.kept')}</p>
      <div>
        <Button onPress={stay}>{say('session.stay')}</Button>
      </div>
    </Dialog>
  );
}

const endOfThisOne = (sessions: readonly Session[] | undefined): number | undefined => {
  const endsAt = sessions?.find(({ current }) => current)?.endsAt;
  return endsAt === undefined ? undefined : Date.parse(endsAt);
};
