// SPDX-License-Identifier: EUPL-1.2
import type { NoticeSettings } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf, SomeOf } from '../../ui/choices.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMe, useTenant } from '../session.ts';

const hours = [1, 2, 4] as const;
const inHours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

/** Free to help right now, and how far one goes. */
export function OnDuty({ settings, save }: { settings: NoticeSettings; save: (change: object) => void }) {
  const { say, when } = useWords();
  const { areas } = useTenant();
  const { onDutyUntil, goesTo } = settings;
  const onDuty = onDutyUntil !== null && new Date(onDutyUntil) > new Date();
  return (
    <Section title={say('duty.title')}>
      {onDuty ? (
        <>
          <p role="status">{say('duty.until', { when: when(onDutyUntil) })}</p>
          <div>
            <Button kind="secondary" onPress={() => save({ onDutyUntil: null })}>
              {say('duty.end')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="quiet">{say('duty.lead')}</p>
          <div className="row">
            {hours.map((count) => (
              <Button key={count} kind="secondary" onPress={() => save({ onDutyUntil: inHours(count) })}>
                {say('duty.hours', { count })}
              </Button>
            ))}
          </div>
        </>
      )}
      {areas.length > 1 && <HowFar areas={areas} goesTo={goesTo} save={save} />}
    </Section>
  );
}

function HowFar({ areas, goesTo, save }: { areas: string[]; goesTo: string[] | null; save: (change: object) => void }) {
  const { say } = useWords();
  const me = useMe();
  const home = areas.filter((area) => area === me.person.area);
  // An area that the organisation no longer has is forgotten with the next choice.
  const chosen = areas.filter((area) => goesTo?.includes(area));
  return (
    <>
      <OneOf
        legend={say('duty.howFar')}
        hint={say('duty.howFarHint')}
        look="list"
        value={goesTo ? 'some' : 'all'}
        onChange={(choice) => save({ goesTo: choice === 'all' ? null : home.length > 0 ? home : areas.slice(0, 1) })}
        options={[
          { value: 'all', label: say('duty.everywhere') },
          { value: 'some', label: say('duty.someAreas') },
        ]}
      />
      {goesTo && (
        <SomeOf
          legend={say('duty.areas')}
          look="chips"
          value={chosen}
          onChange={(some) => save({ goesTo: some.length > 0 ? some : null })}
          options={areas.map((area) => ({ value: area, label: area }))}
        />
      )}
    </>
  );
}
