// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';
import type { Group } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { useAct } from '../use-act.ts';

export function useMembership(group: Group) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const path = `/groups/${group.id}/membership`;
  const leave = useAct(() => http.delete(path), { touches: ['groups', 'me', 'members'] });
  const join = useAct((_: null, key) => http.post<Group>(path, {}, { key }), {
    touches: ['groups', 'me', 'members'],
    then: () =>
      announce(say(group.access === 'open' ? 'group.joined' : 'group.appliedTo', { name: group.name }), () =>
        leave.run(undefined),
      ),
  });
  return { join, leave };
}

export function JoinButton({
  group,
  membership,
  kind = 'primary',
}: {
  group: Group;
  membership: ReturnType<typeof useMembership>;
  kind?: 'primary' | 'secondary';
}) {
  const { say } = useWords();
  if (!group.can['join']) return null;
  return (
    <div>
      <Button kind={kind} busy={membership.join.busy} onPress={() => membership.join.run(null)}>
        {say(group.access === 'open' ? 'group.join' : 'group.apply')}
      </Button>
    </div>
  );
}
