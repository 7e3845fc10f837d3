// SPDX-License-Identifier: EUPL-1.2
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isProblem } from '../api/problem.ts';
import { NothingHere } from '../features/nothing-here.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { Trouble } from '../features/trouble.tsx';
import { useWords } from '../words/use-words.ts';

export function Missing() {
  return (
    <OpenShell>
      <NothingHere />
    </OpenShell>
  );
}

/** Without the network, or after a fault of ours; both are mended by a fresh start, the first as soon as it is back. */
export function Crash({ error }: ErrorComponentProps) {
  const { say } = useWords();
  const offline = isProblem(error, 'offline');
  const again = (): void => location.reload();
  useEffect(() => {
    if (!offline) return undefined;
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [offline]);
  return (
    <main className="page" id="main">
      <div className="stack">
        <h1 className="title">{say(offline ? 'crash.offline' : 'crash.title')}</h1>
        <Trouble error={error} again={again} />
      </div>
    </main>
  );
}
