// SPDX-License-Identifier: EUPL-1.2
import { useState, type ReactNode } from 'react';
import { http } from '../api/client.ts';
import { queryClient, read } from '../api/queries.ts';
import type { Me, Protection } from '../api/types.ts';
import { Go } from '../features/go.tsx';
import { LanguageSwitch } from '../features/language-switch.tsx';
import { Loaded } from '../features/loaded.tsx';
import { ProtectionForm } from '../features/protection-form.tsx';
import { signOut, signOutEverywhere, useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function MePage() {
  const { say } = useWords();
  const me = useMe();
  const tenant = useTenant();
  const { say: announce } = useAnnounce();
  const [name, setName] = useState(me.person.displayName);
  const save = useAct((change: object) => http.patch<Me>('/me', change), {
    touches: ['me'],
    then: () => announce(say('me.saved')),
  });
  const protect = useAct((protection: Protection) => http.patch<Me>('/me', { protection }), {
    touches: ['me'],
    then: () => announce(say('me.saved')),
  });
  return (
    <Page title={say('me.title')} lead={[...new Set(me.roles.map(({ role }) => say(`role.${role}`)))].join(', ')}>
      <div className="stack stack-wide">
        <ActTrouble problem={save.problem} />
        <Section title={say('me.language')}>
          <LanguageSwitch label={say('me.language')} />
        </Section>
        <Section title={say('me.aboutYou')}>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim()) save.run({ displayName: name.trim() });
            }}
          >
            <TextField
              label={say('me.name')}
              hint={say('me.nameHint')}
              value={name}
              maxLength={80}
              autoComplete="name"
              onChange={setName}
            />
            <div>
              <Button type="submit" kind="secondary" busy={save.busy}>
                {say('me.saveName')}
              </Button>
            </div>
          </form>
          {tenant.areas.length > 0 && (
            <Select
              label={say('me.area')}
              hint={say('me.areaHint')}
              value={me.person.area ?? ''}
              onChange={(area) => save.run({ area: area || null })}
              options={[
                { value: '', label: say('ask.anyArea') },
                ...tenant.areas.map((area) => ({ value: area, label: area })),
              ]}
            />
          )}
          <Fold title={say('protection.mine')}>
            <ProtectionForm kept={me.person.protection} legend={say('protection.mine')} save={protect} />
          </Fold>
        </Section>
        <Elsewhere title={say('notices.title')} lead={say('notices.settingsLead')}>
          <Go to="/notices/settings" kind="secondary">
            {say('notices.settings')}
          </Go>
        </Elsewhere>
        <Elsewhere title={say('availability.title')} lead={say('availability.lead')}>
          <Go to="/when" kind="secondary">
            {say('availability.go')}
          </Go>
        </Elsewhere>
        <Elsewhere title={say('calendar.title')} lead={say('calendar.lead')}>
          <Go to="/calendar" kind="secondary">
            {say('calendar.go')}
          </Go>
        </Elsewhere>
        <Elsewhere title={say('qualification.link')} lead={say('qualification.linkHint')}>
          <Go to="/me/qualifications" kind="secondary">
            {say('qualification.link')}
          </Go>
        </Elsewhere>
        <Elsewhere title={say('mandates.title')} lead={say('mandates.lead')}>
          <Go to="/mandates" kind="secondary">
            {say('mandates.go')}
          </Go>
        </Elsewhere>
        <Elsewhere title={say('safety.title')} lead={say('safety.link')}>
          <Go to="/safety" kind="secondary" icon="shield">
            {say('safety.linkButton')}
          </Go>
        </Elsewhere>
        <Sessions />
        <Leave />
      </div>
    </Page>
  );
}

interface ElsewhereProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** What has a page of its own. */
function Elsewhere({ title, lead, children }: ElsewhereProps) {
  return (
    <Section title={title}>
      <p className="quiet">{lead}</p>
      <div>{children}</div>
    </Section>
  );
}

function Sessions() {
  const { say, ago } = useWords();
  const everywhere = useAct(() => signOutEverywhere());
  const out = useAct(() => signOut());
  return (
    <Section title={say('me.sessions')}>
      <Loaded query={read.sessions()} rows={1}>
        {(sessions) => (
          <ul className="list">
            {sessions.map((session) => (
              <li key={session.id}>
                <span>
                  {session.device} {session.current && <Tag tone="accent">{say('me.thisDevice')}</Tag>}
                </span>
                <span className="quiet small">{say('me.lastSeen', { when: ago(session.lastSeenAt) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ActTrouble problem={out.problem ?? everywhere.problem} />
      <div className="row">
        <Button busy={out.busy} onPress={() => out.run(undefined)}>
          {say('me.signOut')}
        </Button>
        <Button kind="secondary" busy={everywhere.busy} onPress={() => everywhere.run(undefined)}>
          {say('me.signOutEverywhere')}
        </Button>
      </div>
    </Section>
  );
}

function Leave() {
  const { say } = useWords();
  const { name } = useTenant();
  const [open, setOpen] = useState(false);
  const leave = useAct(() => http.delete('/me'), {
    then: () => {
      localStorage.clear();
      queryClient.clear();
      location.assign('/');
    },
  });
  return (
    <Section title={say('me.leave')}>
      <p className="quiet">{say('me.leaveLead', { name })}</p>
      <div>
        <Button kind="secondary" danger onPress={() => setOpen(true)}>
          {say('me.leaveButton')}
        </Button>
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title={say('me.leaveTitle')} closeLabel={say('common.close')}>
        <p>{say('me.leaveFinal')}</p>
        <ActTrouble problem={leave.problem} />
        <div className="row">
          <Button danger busy={leave.busy} onPress={() => leave.run(undefined)}>
            {say('me.leaveYes')}
          </Button>
          <Button kind="secondary" onPress={() => setOpen(false)}>
            {say('me.stay')}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}
