// SPDX-License-Identifier: EUPL-1.2
import type { Group } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useMembership } from './membership.tsx';

/** So many fit above the fold of a phone; whoever seeks another finds it among the groups. */
const most = 5;

/** The groups that anybody can be in and ask in, one tap each, those where the person lives first. */
export function JoinHere({ groups, area }: { groups: Group[]; area: string | null }) {
  const open = groups.filter(
    ({ access, can, rules }) => access === 'open' && can['join'] && rules.some(({ ask }) => ask === 'members'),
  );
  const nearest = open.toSorted((one, other) => Number(other.area === area) - Number(one.area === area));
  return nearest.slice(0, most).map((group) => <JoinOne key={group.id} group={group} />);
}

function JoinOne({ group }: { group: Group }) {
  const { say } = useWords();
  const { join } = useMembership(group);
  return (
    <>
      <ActTrouble problem={join.problem} />
      <Button wide busy={join.busy} onPress={() => join.run(null)}>
        {say('ask.joinNamed', { name: group.name })}
      </Button>
    </>
  );
}
