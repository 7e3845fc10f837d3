// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, GroupMember } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Blindness } from '../features/blindness.tsx';
import { Go } from '../features/go.tsx';
import { GroupFacts } from '../features/groups/group-card.tsx';
import { JoinButton, useMembership } from '../features/groups/membership.tsx';
import { GroupDemands } from '../features/qualifications/group-demands.tsx';
import { Listing } from '../features/listing.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { FlagButton } from '../features/safety/flag-button.tsx';
import { useTenant } from '../features/session.ts';
import { offersIn, plansShifts } from '../features/takes.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function GroupPage() {
  const { id } = useParams({ from: '/inside/groups/$id' });
  return (
    <LoadedPage key={id} query={read.group(id)}>
      {(group) => <GroupView group={group} />}
    </LoadedPage>
  );
}

function GroupView({ group }: { group: Group }) {
  const { say } = useWords();
  const { kind } = useTenant();
  const { say: announce, soon } = useAnnounce();
  const membership = useMembership(group);
  const act = useAct(
    ({ verb, version }: { verb: 'archive' | 'restore'; version: number }, key) =>
      http.post<Group>(`/groups/${group.id}/${verb}`, {}, { key, version }),
    {
      touches: ['groups'],
      then: ({ archivedAt, name, version }) =>
        announce(
          say(archivedAt ? 'group.archivedNow' : 'group.restoredNow', { name }),
          archivedAt ? () => act.run({ verb: 'restore', version }) : undefined,
        ),
    },
  );
  const leads = group.can['approve'] || group.can['update'];
  return (
    <Page
      title={group.name}
      {...(group.about ? { lead: group.about } : {})}
      back={<Back to="/groups" label={say('nav.groups')} />}
      wide={leads}
    >
      <div className="stack stack-wide">
        {group.archivedAt && <Notice tone="neutral" title={say('group.isArchived')} />}
        <div className="stack">
          <GroupFacts group={group} />
          {group.leaders.length > 0 && (
            <p className="quiet">
              {say('group.leaders', { names: group.leaders.map(({ displayName }) => displayName).join(', ') })}
            </p>
          )}
          {group.membership.state === 'applied' && <Notice tone="info" icon="clock" title={say('group.waiting')} />}
          {group.membership.state === 'member' && group.welcome && (
            <Notice tone="accent" icon="heart">
              <p dir="auto" className="pre">
                {group.welcome}
              </p>
            </Notice>
          )}
        </div>
        <ActTrouble problem={membership.join.problem ?? membership.leave.problem ?? act.problem} />
        <div className="row">
          <JoinButton group={group} membership={membership} />
          {group.can['postTo'] && <Go to="/ask">{say('group.askHere')}</Go>}
          {plansShifts(group) && (
            <Go to="/groups/$id/shift" params={{ id: group.id }} kind="secondary" icon="staffing">
              {say('shift.plan')}
            </Go>
          )}
          {offersIn(group, 'staffing') && (
            <Go to="/when" kind="secondary" icon="calendar">
              {say('availability.go')}
            </Go>
          )}
          {group.can['invite'] && (
            <Go to="/invitations" search={{ group: group.id }} kind="secondary" icon="send">
              {say('group.invite')}
            </Go>
          )}
          {group.can['update'] && (
            <Go to="/groups/$id/edit" params={{ id: group.id }} kind="secondary" icon="sliders">
              {say('group.edit')}
            </Go>
          )}
          {group.can['leave'] && (
            <Button
              kind="tertiary"
              onPress={() => soon(say('group.leaving', { name: group.name }), () => membership.leave.run(undefined))}
            >
              {say('group.leave')}
            </Button>
          )}
          {group.can['archive'] && !group.archivedAt && (
            <Button
              kind="tertiary"
              busy={act.busy}
              onPress={() => act.run({ verb: 'archive', version: group.version })}
            >
              {say('group.archive')}
            </Button>
          )}
          {group.can['restore'] && (
            <Button
              kind="secondary"
              busy={act.busy}
              onPress={() => act.run({ verb: 'restore', version: group.version })}
            >
              {say('group.restore')}
            </Button>
          )}
        </div>
        <Rules group={group} />
        <GroupDemands group={group} />
        {!leads && (group.about || group.welcome) && (
          <div>
            <FlagButton kind="group" subjectId={group.id} />
          </div>
        )}
        {leads && <Members group={group} />}
        {kind === 'association' && <Blindness />}
      </div>
    </Page>
  );
}

function Rules({ group }: { group: Group }) {
  const { say } = useWords();
  if (group.rules.length === 0) return null;
  return (
    <Section title={say('group.rules')}>
      <ul className="list">
        {group.rules.map((rule) => (
          <li key={rule.serviceType}>
            <strong>{say(`kind.${rule.serviceType}`)}</strong>
            <span className="quiet">
              {say('group.rule', { ask: say(`group.holder.${rule.ask}`), help: say(`group.holder.${rule.help}`) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ToChecklist({ groupId, member }: { groupId: string; member: GroupMember }) {
  const { say } = useWords('work');
  return (
    <Go to="/groups/$id/members/$personId" params={{ id: groupId, personId: member.personId }} kind="secondary">
      <span aria-hidden="true">{say('work:qualification.checklist')}</span>
      <span className="hidden-words">{say('work:qualification.checklistOf', { name: member.displayName })}</span>
    </Go>
  );
}

function Members({ group }: { group: Group }) {
  const { say, date } = useWords();
  const { soon } = useAnnounce();
  const path = (member: GroupMember): string => `/groups/${group.id}/members/${member.personId}`;
  const change = useAct(({ member, body }: { member: GroupMember; body: object }) => http.patch(path(member), body), {
    touches: ['members', 'groups'],
  });
  const remove = useAct((member: GroupMember) => http.delete(path(member)), { touches: ['members', 'groups'] });
  return (
    <Section title={say('group.memberList')}>
      <ActTrouble problem={change.problem ?? remove.problem} />
      <Listing query={read.members(group.id)} empty={<p className="quiet">{say('group.nobody')}</p>}>
        {(members) => (
          <ul className="list">
            {members.map((member) => (
              <li key={member.personId}>
                <span className="grow">
                  <strong>{member.displayName}</strong>{' '}
                  {member.leader && <Tag tone="accent">{say('group.leader')}</Tag>}{' '}
                  {member.state === 'applied' && <Tag tone="info">{say('group.applicant')}</Tag>}
                  <br />
                  <span className="quiet small">{say('group.since', { date: date(member.since) })}</span>
                </span>
                <span className="row">
                  {member.can['approve'] && <ToChecklist groupId={group.id} member={member} />}
                  {member.state === 'applied' && member.can['approve'] ? (
                    <>
                      <Button
                        label={say('group.approveName', { name: member.displayName })}
                        onPress={() => change.run({ member, body: { state: 'member' } })}
                      >
                        {say('group.approve')}
                      </Button>
                      <Button
                        kind="secondary"
                        label={say('group.declineName', { name: member.displayName })}
                        onPress={() =>
                          soon(say('group.declining', { name: member.displayName }), () =>
                            change.run({ member, body: { state: 'declined' } }),
                          )
                        }
                      >
                        {say('group.decline')}
                      </Button>
                    </>
                  ) : (
                    <>
                      {member.can['appoint'] && (
                        <Button
                          kind="secondary"
                          label={say(member.leader ? 'group.unleadName' : 'group.leadName', {
                            name: member.displayName,
                          })}
                          onPress={() => change.run({ member, body: { leader: !member.leader } })}
                        >
                          {say(member.leader ? 'group.unlead' : 'group.lead')}
                        </Button>
                      )}
                      {member.can['remove'] && (
                        <Button
                          kind="tertiary"
                          label={say('group.removeName', { name: member.displayName })}
                          onPress={() =>
                            soon(say('group.removing', { name: member.displayName }), () => remove.run(member))
                          }
                        >
                          {say('group.remove')}
                        </Button>
                      )}
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}
