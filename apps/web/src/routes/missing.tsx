// SPDX-License-Identifier: EUPL-1.2
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { Go } from '../features/go.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { Trouble } from '../features/trouble.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function Missing() {
  const { say } = useWords();
  return (
    <OpenShell>
      <Page title={say('missing.title')} lead={say('missing.lead')}>
        <Go to="/" icon="home">
          {say('common.toStart')}
        </Go>
      </Page>
    </OpenShell>
  );
}

export function Crash({ error, reset }: ErrorComponentProps) {
  const { say } = useWords();
  const router = useRouter();
  return (
    <main className="page" id="main">
      <div className="stack">
        <h1 className="title">{say(isProblem(error, 'offline') ? 'crash.offline' : 'crash.title')}</h1>
        <Trouble
          error={error}
          again={() => {
            reset();
            void router.invalidate();
          }}
        />
      </div>
    </main>
  );
}
