// SPDX-License-Identifier: EUPL-1.2
import { useWords } from '../../words/use-words.ts';

/** The four words both sides read aloud to each other. */
export function FourWords({ words }: { words: string[] }) {
  const { say } = useWords('work');
  return (
    <ol className="words" aria-label={say('work:partner.words')}>
      {words.map((word, index) => (
        <li key={word}>
          <small aria-hidden="true">{index + 1}</small>
          {word}
        </li>
      ))}
    </ol>
  );
}
