// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import type { Protection } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { OneOf } from '../ui/choices.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/use-words.ts';
import { ActTrouble } from './trouble.tsx';

const levels = ['none', 'mediated-only', 'no-transfer'] as const satisfies readonly Protection[];

/** Chosen first and saved after: what more protection takes back from partners cannot be undone. */
export function ProtectionForm({
  kept,
  legend,
  save,
}: {
  kept: Protection;
  legend: string;
  save: { run: (level: Protection) => void; busy: boolean; problem: string | undefined };
}) {
  const { say } = useWords();
  const [level, choose] = useState(kept);
  const more = levels.indexOf(level) > levels.indexOf(kept);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (level !== kept) save.run(level);
      }}
    >
      <OneOf
        legend={<span className="hidden-words">{legend}</span>}
        hint={say('protection.hint')}
        look="list"
        value={level}
        onChange={choose}
        options={levels.map((value) => ({
          value,
          label: say(`protection.of.${value}`),
          hint: say(`protection.means.${value}`),
        }))}
      />
      {level !== kept && (
        <Notice tone={more ? 'warning' : 'info'} alert>
          <p>{say(more ? `protection.then.${level}` : 'protection.then.less')}</p>
        </Notice>
      )}
      <ActTrouble problem={save.problem} />
      <div>
        <Button type="submit" kind="secondary" busy={save.busy}>
          {say('protection.save')}
        </Button>
      </div>
    </form>
  );
}
