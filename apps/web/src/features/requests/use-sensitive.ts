// SPDX-License-Identifier: EUPL-1.2
import { useWords } from '../../words/use-words.ts';
import { sensitiveWarning } from './sensitive.ts';

/** What to say beside a field in which a personal number or a diagnosis seems to stand. */
export function useSensitive(): (text: string) => string | false {
  const { say } = useWords();
  return (text) => {
    const found = sensitiveWarning(text);
    return found !== null && say(`sensitive.${found}`);
  };
}
