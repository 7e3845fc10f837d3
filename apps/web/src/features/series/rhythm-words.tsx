// SPDX-License-Identifier: EUPL-1.2
import type { Series } from '../../api/types.ts';
import { useWords } from '../../words/use-words.ts';

/** "Every week at 10:00, from … until …" */
export function Rhythm({ series: { rhythm, time, firstOn, until } }: { series: Series }) {
  const { say, date, hour } = useWords();
  return (
    <p>
      {say('series.sentence', {
        rhythm: say(`series.rhythms.${rhythm}`),
        time: hour(time),
        from: date(`${firstOn}T12:00`),
        until: date(`${until}T12:00`),
      })}
    </p>
  );
}
