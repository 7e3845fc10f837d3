// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useParams } from '@tanstack/react-router';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { Loaded } from '../features/loaded.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { signInAddress, useMaybeMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function InvitationPage() {
  const { say, date } = useWords();
  const { token } = useParams({ from: '/invitation/$token' });
  const navigate = useNavigate();
  const tenant = useTenant();
  const me = useMaybeMe();
  const accept = useAct(
    (_: null, key) => http.post<Me>(`/invitations/by-token/${encodeURIComponent(token)}/acceptance`, {}, { key }),
    { touches: ['me', 'groups'], then: () => void navigate({ to: '/' }) },
  );
  const as = tenant.kind === 'association' ? 'member' : 'resident';
  const back = `/invitation/${token}`;
  return (
    <OpenShell>
      <Page title={say('invitation.title')}>
        <Loaded query={read.invitation(token)}>
          {(invitation) => {
            const signInAs = invitation.role === 'staff' && tenant.signIn.includes('staff') ? 'staff' : as;
            return (
              <div className="stack stack-wide">
                <div className="card card-tinted">
                  <Mark size={72} />
                  <p className="heading">{say('invitation.from', { name: invitation.tenantName })}</p>
                  <p>
                    {invitation.groupName
                      ? say('invitation.toGroup', { group: invitation.groupName })
                      : say('invitation.toRole', { role: say(`role.${invitation.role}`) })}
                  </p>
                  <p className="small">{say('invitation.until', { date: date(invitation.expiresAt) })}</p>
                </div>
                <ActTrouble problem={accept.problem} />
                {me ? (
                  <Button big busy={accept.busy} onPress={() => accept.run(null)}>
                    {say('invitation.accept', { name: me.person.displayName })}
                  </Button>
                ) : (
                  <div className="stack">
                    <p>{say('invitation.signInFirst')}</p>
                    <div className="row">
                      <a
                        className="ds-button button-big"
                        data-variant="primary"
                        href={signInAddress(signInAs, 'same-device', back)}
                      >
                        {say('welcome.sameDevice')}
                      </a>
                      <a
                        className="ds-button button-big"
                        data-variant="secondary"
                        href={signInAddress(signInAs, 'qr', back)}
                      >
                        {say('welcome.otherDevice')}
                      </a>
                    </div>
                  </div>
                )}
              </div>
            );
          }}
        </Loaded>
      </Page>
    </OpenShell>
  );
}
