// SPDX-License-Identifier: EUPL-1.2
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Waiting } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';
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
