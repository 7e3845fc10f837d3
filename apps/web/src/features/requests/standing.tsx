// SPDX-License-Identifier: EUPL-1.2
import type { HelpRequest } from '../../api/types.ts';
import { Notice } from '../../ui/notice.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { roadSteps, standingOf } from './status.ts';

export function StandingTag({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  const { sentence, tone } = standingOf(request);
  return <Tag tone={tone}>{say(`standing.${sentence}.short`)}</Tag>;
}

/** Skickad → Någon vill hjälpa → Ni är överens → Klart, and what happens next. */
export function Standing({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  const { step, sentence, tone } = standingOf(request);
  const next = say(`standing.${sentence}.next`, { count: request.offers ?? 0 });
  if (step === null) {
    return (
      <Notice tone={tone} title={say(`standing.${sentence}.short`)}>
        <p>{next}</p>
      </Notice>
    );
  }
  return (
    <section className="card" aria-label={say('standing.label')}>
      <Steps
        steps={roadSteps.map((name) => say(`road.${name}`))}
        now={step}
        nowLabel={say('road.here')}
        doneLabel={say('road.behind')}
      />
      <p className="quiet">{next}</p>
    </section>
  );
}
