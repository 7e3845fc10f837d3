// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { Foot } from './foot.tsx';

/** The frame around pages for those who have not signed in. */
export function OpenShell({ children }: { children: ReactNode }) {
  return (
    <div className="shell shell-open">
      <header className="shell-top">
        <Brand />
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </div>
  );
}
