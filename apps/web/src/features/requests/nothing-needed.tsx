// SPDX-License-Identifier: EUPL-1.2
import { Blank } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { useMe } from '../session.ts';

/** Why a list of what others need is empty: everybody is helped, nothing fits the choice, or one is in no group yet. */
export function NothingNeeded({ chosen = false }: { chosen?: boolean }) {
  const { say } = useWords();
  const { groups } = useMe();
  if (!groups.some(({ state }) => state === 'member'))
    return (
      <Blank icon="people" title={say('ask.noGroup')}>
        <div>
          <Go to="/groups">{say('ask.findGroup')}</Go>
        </div>
      </Blank>
    );
  return (
    <Blank title={say(chosen ? 'feed.noMatch' : 'feed.empty')}>
      <p className="quiet">{say('feed.emptyLead')}</p>
    </Blank>
  );
}
