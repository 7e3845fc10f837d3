// SPDX-License-Identifier: EUPL-1.2
import { read } from '../../api/queries.ts';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { guidelineWords } from './guideline-words.ts';

/** What may be written here, beside where it is written. */
export function Guidelines() {
  const { say } = useWords();
  return (
    <Fold title={say('safety.guidelines')}>
      <GuidelineList />
    </Fold>
  );
}

export function GuidelineList() {
  const { language } = useWords();
  return (
    <Loaded query={read.guidelines()}>
      {({ items }) => (
        <dl className="pairs">
          {items.map((guideline) => {
            const { name, text } = guidelineWords(guideline, language);
            return (
              <div key={guideline.key}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </Loaded>
  );
}
