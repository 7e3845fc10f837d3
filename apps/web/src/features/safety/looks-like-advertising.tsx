// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { read } from '../../api/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words/use-words.ts';

const settledMs = 500;

/** Warns before a text is sent that looks like a business advertisement, and says by what; it stops nobody. */
export function LooksLikeAdvertising({ text }: { text: string }) {
  const { say } = useWords();
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), settledMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({ ...read.advertising(settled.trim()), enabled: settled.trim() !== '' });
  const signs = settled.trim() === '' ? [] : (data?.signs ?? []);
  return (
    <div role="status">
      {signs.length > 0 && (
        <Notice tone="warning" title={say('safety.advertising.title')}>
          <p>{say('safety.advertising.lead')}</p>
          <ul>
            {signs.map(({ kind, found }) => (
              <li key={kind + found}>
                {say(`safety.advertising.sign.${kind}`)}: <q dir="auto">{found}</q>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
