// SPDX-License-Identifier: EUPL-1.2
import { useSearch } from '@tanstack/react-router';
import { Go } from '../features/go.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { useTenant } from '../features/session.ts';
import { Page } from '../ui/page.tsx';
import { errorKey } from '../words/error-words.ts';
import { useWords } from '../words/use-words.ts';

/** A number in the middle of Arabic is still read from the left. */
const leftToRight = (number: string): string => `\u2066${number}\u2069`;

export function SignInFailed() {
  const { say, knows } = useWords();
  const { code } = useSearch({ from: '/sign-in-failed' });
  const { phone } = useTenant();
  const key = `errors:${errorKey(code ?? '')}`;
  return (
    <OpenShell>
      <Page title={say('signInFailed.title')} lead={code && knows(key) ? say(key) : say('signInFailed.lead')}>
        <div className="stack">
          <p>{say('signInFailed.nothing')}</p>
          {phone && <p>{say('signInFailed.call', { phone: leftToRight(phone) })}</p>}
          <div className="row">
            <Go to="/" big>
              {say('common.tryAgain')}
            </Go>
          </div>
        </div>
      </Page>
    </OpenShell>
  );
}
