// SPDX-License-Identifier: EUPL-1.2
import { CopyLink } from '../features/copy-link.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { useTenant } from '../features/session.ts';
import { Mark } from '../ui/mark.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

/** The link of an invitation, opened at the one who sent it: it is to be carried home to one's own organisation. */
export function PartnerInvitationPage() {
  const { say } = useWords('work');
  const { name } = useTenant();
  return (
    <OpenShell>
      <Page title={say('work:carry.title', { name })} lead={say('work:carry.lead')}>
        <div className="stack stack-wide">
          <div className="card card-tinted">
            <Mark size={72} />
            <ol className="stack stack-tight">
              {[1, 2, 3].map((step) => (
                <li key={step}>
                  {step}. {say(`work:carry.steps.${step}`)}
                </li>
              ))}
            </ol>
          </div>
          <div className="row">
            <CopyLink link={location.href} />
          </div>
        </div>
      </Page>
    </OpenShell>
  );
}
