// SPDX-License-Identifier: EUPL-1.2
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { useTenant } from '../session.ts';
import { shownAsks, type UsualAsk } from './usual.ts';

/** One tap, and the form is filled; every word of it can be changed. */
export function UsualAsks({
  text,
  pick,
  big = false,
}: {
  text: string;
  pick: (ask: UsualAsk, text: string, bring: string) => void;
  big?: boolean;
}) {
  const { say } = useWords();
  const asks = shownAsks(useTenant());
  const legend = useId();
  if (asks.length === 0) return null;
  return (
    <div className="field">
      <p className={big ? 'legend legend-big' : 'legend'} id={legend}>
        {say('usual.title')}
      </p>
      {big && <p className="field-hint">{say('usual.hint')}</p>}
      <div className="chips" role="group" aria-labelledby={legend}>
        {asks.map((ask) => {
          const filled = say(`usual.of.${ask.name}.text`);
          return (
            <button
              key={ask.name}
              type="button"
              className="chip"
              aria-pressed={text === filled}
              onClick={() => pick(ask, filled, say(`usual.of.${ask.name}.bring`))}
            >
              {say(`usual.of.${ask.name}.name`)}
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** What goes along unseen until there is an agreement; shown before anything is sent. */
export function AlsoTold({ bring, remove }: { bring: string; remove: () => void }) {
  const { say } = useWords();
  return (
    <div className="stack stack-tight">
      <p>
        {say('usual.alsoTold')} <strong dir="auto">{bring}</strong>
      </p>
      <div>
        <Button kind="tertiary" onPress={remove}>
          {say('usual.notThat')}
        </Button>
      </div>
    </div>
  );
}
