// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, Invitation, Role } from '../api/types.ts';
import { Go } from '../features/go.tsx';
import { CopyLink } from '../features/copy-link.tsx';
import { Listing } from '../features/listing.tsx';
import { Loaded } from '../features/loaded.tsx';
import { rolesOf } from '../features/roles.ts';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function Invitations() {
  const { say } = useWords('work');
  return (
    <Page
      title={say('work:invite.title')}
      lead={say('work:invite.lead')}
      wide
      actions={
        <Go to="/invitations/list" kind="secondary" icon="people">
          {say('work:inviteList.title')}
        </Go>
      }
    >
      <div className="halves">
        <Loaded query={read.allGroups()}>{(groups) => <Invite groups={groups} />}</Loaded>
        <Section title={say('work:invite.made')}>
          <Made />
        </Section>
      </div>
    </Page>
  );
}

function Invite({ groups }: { groups: Group[] }) {
  const { say, date } = useWords('work');
  const { kind } = useTenant();
  const me = useMe();
  const { group } = useSearch({ from: '/inside/invitations' });
  const everyday: Role = kind === 'association' ? 'member' : 'resident';
  const [role, setRole] = useState<Role>(everyday);
  const [groupId, setGroupId] = useState(group ?? '');
  const [leader, setLeader] = useState<string[]>([]);
  const [days, setDays] = useState('7');
  const [made, setMade] = useState<Invitation | null>(null);
  const invite = useAct((body: object, key) => http.post<Invitation>('/invitations', body, { key }), {
    touches: ['invitations'],
    then: setMade,
  });
  const invitable = groups.filter(({ can, archivedAt }) => can['invite'] && !archivedAt);
  return (
    <div className="stack stack-wide">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          invite.run({
            role,
            days: Number(days) || 7,
            ...(groupId ? { groupId, leader: leader.length > 0 } : {}),
          });
        }}
      >
        {me.can['people.read'] && (
          <Select
            label={say('work:invite.as')}
            value={role}
            onChange={(value) => setRole(value as Role)}
            options={rolesOf(kind).map((value) => ({ value, label: say(`role.${value}`) }))}
          />
        )}
        {invitable.length > 0 && (
          <Select
            label={say('work:invite.group')}
            value={groupId}
            onChange={setGroupId}
            options={[
              { value: '', label: say('work:invite.noGroup') },
              ...invitable.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {groupId && (
          <SomeOf
            legend={<span className="hidden-words">{say('group.leader')}</span>}
            look="list"
            value={leader}
            onChange={setLeader}
            options={[{ value: 'leader', label: say('work:invite.asLeader') }]}
          />
        )}
        <TextField type="number" min={1} max={30} label={say('work:invite.days')} value={days} onChange={setDays} />
        <ActTrouble problem={invite.problem} />
        <div className="row">
          <Button type="submit" big busy={invite.busy}>
            {say('work:invite.make')}
          </Button>
        </div>
      </form>
      <div role="status">
        {made && (
          <div className="card card-tinted">
            <h2 className="heading">{say('work:invite.ready')}</h2>
            <code className="link-box">{made.link}</code>
            <div className="row">
              <CopyLink link={made.link ?? ''} />
              <span className="small">{say('invitation.until', { date: date(made.expiresAt) })}</span>
            </div>
            <p>{say('work:invite.once')}</p>
          </div>
        )}
      </div>
    </div>
  );
}

function Made() {
  const { say, date } = useWords('work');
  const { soon } = useAnnounce();
  const remove = useAct((id: string) => http.delete(`/invitations/${id}`), { touches: ['invitations'] });
  return (
    <>
      <ActTrouble problem={remove.problem} />
      <Listing query={read.invitations()} empty={<Blank icon="send" title={say('work:invite.none')} />}>
        {(invitations) => (
          <ul className="list">
            {invitations.map((invitation) => (
              <li key={invitation.id}>
                <span className="grow stack stack-tight">
                  <strong>{say(`role.${invitation.role}`)}</strong>
                  <span className="quiet small">{say('invitation.until', { date: date(invitation.expiresAt) })}</span>
                  {invitation.usedAt && (
                    <Tag tone="success" icon="check">
                      {say('work:invite.used')}
                    </Tag>
                  )}
                </span>
                {invitation.can['withdraw'] && (
                  <Button
                    kind="tertiary"
                    label={say('work:invite.removeNamed', { date: date(invitation.expiresAt) })}
                    onPress={() => soon(say('work:invite.removing'), () => remove.run(invitation.id))}
                  >
                    {say('work:invite.remove')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </>
  );
}
