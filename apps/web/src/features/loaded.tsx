// SPDX-License-Identifier: EUPL-1.2
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isFinal, isProblem } from '../api/problem.ts';
import { Page } from '../ui/page.tsx';
import { Waiting } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';
import { NothingHere } from './nothing-here.tsx';
import { Trouble } from './trouble.tsx';

/** One record with its faces: waiting, trouble and there. */
export function Loaded<Item, Key extends readonly unknown[]>({
  query,
  rows = 2,
  children,
}: {
  query: UseQueryOptions<Item, Error, Item, Key>;
  rows?: number;
  children: (item: Item) => ReactNode;
}) {
  const { say } = useWords();
  const one = useQuery(query);
  if (one.isPending) return <Waiting label={say('common.loading')} rows={rows} />;
  if (one.data === undefined) return <Trouble error={one.error} again={() => void one.refetch()} />;
  return children(one.data);
}

/** A record that has a page to itself, with room around whatever face it shows. */
export function LoadedPage<Item, Key extends readonly unknown[]>({
  query,
  children,
}: {
  query: UseQueryOptions<Item, Error, Item, Key>;
  children: (item: Item) => ReactNode;
}) {
  const { say } = useWords();
  const one = useQuery(query);
  if (one.data !== undefined) return children(one.data);
  if (isFinal(one.error)) return <NothingHere />;
  if (!one.isPending)
    return (
      <Page title={say(isProblem(one.error, 'offline') ? 'crash.offline' : 'crash.title')}>
        <Trouble error={one.error} again={() => void one.refetch()} />
      </Page>
    );
  return (
    <div className="page">
      <Waiting label={say('common.loading')} rows={4} />
    </div>
  );
}
