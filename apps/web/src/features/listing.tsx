// SPDX-License-Identifier: EUPL-1.2
import { useInfiniteQuery, type UseInfiniteQueryOptions, type InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { Waiting } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';
import { Trouble } from './trouble.tsx';

/** A paged list with its four faces: waiting, trouble, empty and filled. */
export function Listing<Item, Key extends readonly unknown[]>({
  query,
  empty,
  preview = false,
  children,
}: {
  query: UseInfiniteQueryOptions<Page<Item>, Error, InfiniteData<Page<Item>>, Key, string>;
  empty: ReactNode;
  /** The first few only; the whole list lives elsewhere. */
  preview?: boolean;
  children: (items: Item[]) => ReactNode;
}) {
  const { say } = useWords();
  const list = useInfiniteQuery(query);
  if (list.isPending) return <Waiting label={say('common.loading')} />;
  if (!list.data) return <Trouble error={list.error} again={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <div className="stack">
      {children(items)}
      {list.hasNextPage && !preview && (
        <div>
          <Button kind="secondary" busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say('common.showMore')}
          </Button>
        </div>
      )}
      {list.isFetchNextPageError && <Trouble error={list.error} />}
      <p className="hidden-words" role="status">
        {say('common.shown', { count: items.length })}
      </p>
    </div>
  );
}
