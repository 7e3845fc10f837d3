// SPDX-License-Identifier: EUPL-1.2
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

/** What the page shows, for a spreadsheet. */
export function AsList({ of }: { of: 'people' | 'agreements' }) {
  const { say } = useWords();
  return (
    <a className="ds-button" data-variant="tertiary" href={`/api/v1/${of}/spreadsheet`} download>
      <Icon name="download" />
      <span>{say('mine.asList')}</span>
    </a>
  );
}
