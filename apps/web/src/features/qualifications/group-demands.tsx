// SPDX-License-Identifier: EUPL-1.2
import { read } from '../../api/queries.ts';
import type { Group } from '../../api/types.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { Loaded } from '../loaded.tsx';
import { Checklist } from './checklist.tsx';

/** What one must have in this group, and how to get it. */
export function GroupDemands({ group }: { group: Group }) {
  const { say } = useWords();
  return (
    <Loaded query={read.requirements(group.id)} rows={1}>
      {({ mine, can }) =>
        mine.length === 0 && !can.settle ? null : (
          <Section title={say('qualification.demands')}>
            {mine.length > 0 && <p className="quiet">{say('qualification.demandsLead')}</p>}
            {mine.length > 0 && mine.every(({ state }) => state === 'fulfilled') && (
              <Notice tone="success" title={say('qualification.have')} />
            )}
            <Checklist items={mine} how />
            <div className="row">
              {mine.length > 0 && (
                <Go to="/me/qualifications" kind="secondary">
                  {say('qualification.seeMine')}
                </Go>
              )}
              {can.settle && <Settle id={group.id} />}
            </div>
          </Section>
        )
      }
    </Loaded>
  );
}

function Settle({ id }: { id: string }) {
  const { say } = useWords('work');
  return (
    <Go to="/groups/$id/requirements" params={{ id }} kind="secondary" icon="sliders">
      {say('work:qualification.settle')}
    </Go>
  );
}
