// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { ModerationCase } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { Loaded } from '../loaded.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { guidelineWords } from './guideline-words.ts';

const decisions = ['keep', 'hide', 'remove'] as const;
type Decision = (typeof decisions)[number];
interface Verdict {
  decision: Decision;
  guideline: string;
  reason: string;
}

/** What was flagged, as it stood then; by whom is told nobody. */
export function Case({ one }: { one: ModerationCase }) {
  const { say, language, ago, date } = useWords('work');
  const { say: announce } = useAnnounce();
  const undo = useAct((_: undefined, key) => http.post<ModerationCase>(`/cases/${one.id}/undo`, {}, { key }), {
    touches: ['cases'],
    then: () => announce(say('work:moderation.undone')),
  });
  return (
    <article className="card">
      <div className="row row-apart">
        <h3 className="heading heading-sm">{say(`safety.kind.${one.kind}`)}</h3>
        <Tag tone={one.state === 'waiting' || one.state === 'appealed' ? 'warning' : 'neutral'}>
          {say(`work:moderation.state.${one.state}`)}
        </Tag>
      </div>
      <blockquote dir="auto" className="pre lead">
        {one.text}
      </blockquote>
      <ul className="list">
        {one.flags.map((flag) => (
          <li key={flag.at + flag.guideline.key}>
            <span>
              {guidelineWords(flag.guideline, language).name}
              {flag.byItself && ` (${say('work:moderation.byItself')})`}
              {flag.comment && (
                <>
                  {' '}
                  <q dir="auto" className="quiet">
                    {flag.comment}
                  </q>
                </>
              )}
            </span>
            <span className="quiet small">{ago(flag.at)}</span>
          </li>
        ))}
      </ul>
      {one.decision && (
        <p>
          {say(`work:moderation.was.${one.decision}`)}
          {one.guideline && ` · ${guidelineWords(one.guideline, language).name}`}
          {one.reason && (
            <>
              {' '}
              <q dir="auto">{one.reason}</q>
            </>
          )}
        </p>
      )}
      {one.appeal && (
        <p>
          {say('work:moderation.appeal')} <q dir="auto">{one.appeal}</q>
        </p>
      )}
      {one.answer && (
        <p>
          {say('work:moderation.answer')} <q dir="auto">{one.answer}</q>
        </p>
      )}
      <ActTrouble problem={undo.problem} />
      {one.can['decide'] && (
        <Fold title={say(one.state === 'appealed' ? 'work:moderation.answerAppeal' : 'work:moderation.decide')}>
          <Decide one={one} />
        </Fold>
      )}
      {one.state === 'appealed' && !one.can['decide'] && (
        <p className="quiet small">{say('work:moderation.anotherDecides')}</p>
      )}
      {one.can['undo'] && one.appealUntil && (
        <div className="row">
          <Button kind="secondary" icon="undo" busy={undo.busy} onPress={() => undo.run(undefined)}>
            {say('work:moderation.undo', { date: date(one.appealUntil) })}
          </Button>
        </div>
      )}
    </article>
  );
}

function Decide({ one }: { one: ModerationCase }) {
  const { say, language } = useWords('work');
  const { say: announce } = useAnnounce();
  const [draft, setDraft] = useState<Verdict>({
    decision: 'keep',
    guideline: one.flags[0]?.guideline.key ?? '',
    reason: '',
  });
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<Verdict>): void => setDraft((before) => ({ ...before, ...change }));
  const decide = useAct(
    (verdict: Verdict, key) => http.post<ModerationCase>(`/cases/${one.id}/decision`, verdict, { key }),
    { touches: ['cases', 'requests', 'groups'], then: () => announce(say('work:moderation.decided')) },
  );
  return (
    <Loaded query={read.guidelines()}>
      {({ items }) => (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (!draft.reason.trim()) showFirstError();
            else decide.run({ ...draft, guideline: known(items, draft.guideline), reason: draft.reason.trim() });
          }}
        >
          <OneOf<Decision>
            legend={say('work:moderation.what')}
            look="list"
            value={draft.decision}
            onChange={(decision) => set({ decision })}
            options={decisions.map((value) => ({
              value,
              label: say(`work:moderation.choice.${value}`),
              hint: say(`work:moderation.means.${value}`),
            }))}
          />
          <Select
            label={say('work:moderation.guideline')}
            value={known(items, draft.guideline)}
            onChange={(guideline) => set({ guideline })}
            options={items.map((item) => ({ value: item.key, label: guidelineWords(item, language).name }))}
          />
          <TextField
            label={say('work:moderation.reason')}
            hint={say('work:moderation.reasonHint')}
            rows={3}
            maxLength={1000}
            required
            value={draft.reason}
            error={asked && !draft.reason.trim() && say('work:moderation.reasonMissing')}
            onChange={(reason) => set({ reason })}
          />
          <ActTrouble problem={decide.problem} />
          <div>
            <Button type="submit" busy={decide.busy}>
              {say('work:moderation.send')}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  );
}

/** What it was flagged under may no longer be among today's guidelines. */
const known = (items: { key: string }[], key: string): string =>
  items.some((item) => item.key === key) ? key : (items[0]?.key ?? '');
