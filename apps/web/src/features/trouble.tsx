// SPDX-License-Identifier: EUPL-1.2
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { isFinal, isProblem } from '../api/problem.ts';
import { useProblem } from '../words/use-problem.ts';
import { useWords } from '../words/use-words.ts';

/** When something could not be shown: what happened, in words, and a way on. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const { say } = useWords();
  const explain = useProblem();
  const offline = isProblem(error, 'offline');
  return (
    <Notice tone={offline ? 'neutral' : 'danger'} icon={offline ? 'offline' : 'alert'} title={explain(error)} alert>
      {again && !isFinal(error) && (
        <div>
          <Button kind="secondary" onPress={again}>
            {say('common.tryAgain')}
          </Button>
        </div>
      )}
    </Notice>
  );
}

/** The answer to an act that did not go through. */
export function ActTrouble({ problem }: { problem: string | undefined }) {
  return problem ? <Notice tone="danger" title={problem} alert /> : null;
}
