// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { ModerationDecision } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { Listing } from '../listing.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { guidelineWords } from './guideline-words.ts';

/** What was decided about one's own texts, why, and how to say that it is wrong. */
export function Decisions() {
  const { say } = useWords();
  return (
    <Listing query={read.decisions()} empty={<p className="quiet">{say('safety.decision.none')}</p>}>
      {(decisions) => decisions.map((one) => <Decision key={one.id} decision={one} />)}
    </Listing>
  );
}

function Decision({ decision: one }: { decision: ModerationDecision }) {
  const { say, language, date } = useWords();
  return (
    <article className="card">
      <div className="row row-apart">
        <h3 className="heading heading-sm">{say(`safety.decision.was.${one.decision}`)}</h3>
        <Tag tone={one.state === 'appealed' ? 'info' : 'neutral'}>{say(`safety.kind.${one.kind}`)}</Tag>
      </div>
      <blockquote dir="auto" className="pre">
        {one.text}
      </blockquote>
      {one.guideline && (
        <p>{say('safety.decision.guideline', { name: guidelineWords(one.guideline, language).name })}</p>
      )}
      {one.reason && (
        <p dir="auto" className="pre">
          {one.reason}
        </p>
      )}
      {one.appeal && <p className="quiet small">{say('safety.decision.youAppealed', { text: one.appeal })}</p>}
      {one.answer && <p>{say('safety.decision.answer', { text: one.answer })}</p>}
      {one.can['appeal'] && one.appealUntil && (
        <Fold title={say('safety.decision.appealUntil', { date: date(one.appealUntil) })}>
          <Appeal id={one.id} />
        </Fold>
      )}
    </article>
  );
}

function Appeal({ id }: { id: string }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [text, setText] = useState('');
  const appeal = useAct(
    (words: string, key) => http.post<ModerationDecision>(`/decisions/${id}/appeal`, { text: words }, { key }),
    { touches: ['decisions'], then: () => announce(say('safety.decision.appealed')) },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) appeal.run(text.trim());
      }}
    >
      <TextField label={say('safety.decision.why')} rows={3} maxLength={1000} value={text} onChange={setText} />
      <ActTrouble problem={appeal.problem} />
      <div>
        <Button
          type="submit"
          kind="secondary"
          busy={appeal.busy}
          blocked={!text.trim() && say('safety.decision.whyMissing')}
        >
          {say('safety.decision.appeal')}
        </Button>
      </div>
    </form>
  );
}
