// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { Group } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { JoinButton, useMembership } from './membership.tsx';

export function GroupFacts({ group }: { group: Group }) {
  const { say } = useWords();
  return (
    <Facts
      facts={[
        group.area ? { icon: 'pin', text: group.area } : null,
        { icon: group.access === 'open' ? 'heart' : 'lock', text: say(`group.access.${group.access}`) },
        group.memberCount === null
          ? null
          : { icon: 'people', text: say('group.members', { count: group.memberCount }) },
      ]}
    />
  );
}

export function GroupCard({ group }: { group: Group }) {
  const { say } = useWords();
  const membership = useMembership(group);
  return (
    <Card as="article" link>
      <div className="row row-apart">
        <h2 className="heading">
          <Link className="cover" to="/groups/$id" params={{ id: group.id }}>
            {group.name}
          </Link>
        </h2>
        {group.membership.state !== 'none' && (
          <Tag
            tone={group.membership.state === 'member' ? 'success' : 'info'}
            icon={group.membership.state === 'member' ? 'check' : 'clock'}
          >
            {say(group.membership.leader ? 'group.youLead' : `group.you.${group.membership.state}`)}
          </Tag>
        )}
      </div>
      {group.about && (
        <p dir="auto" className="quiet">
          {group.about}
        </p>
      )}
      <GroupFacts group={group} />
      <ActTrouble problem={membership.join.problem ?? membership.leave.problem} />
      <JoinButton group={group} membership={membership} kind="secondary" />
    </Card>
  );
}
