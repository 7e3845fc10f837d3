// SPDX-License-Identifier: EUPL-1.2
import { Outlet } from '@tanstack/react-router';
import { lazy } from 'react';
import { Shell } from '../features/shell.tsx';
import { useMaybeMe } from '../features/session.ts';

const Welcome = lazy(() => import('./welcome.tsx').then(({ Welcome: page }) => ({ default: page })));
const AcceptTerms = lazy(() => import('./accept-terms.tsx').then(({ AcceptTerms: page }) => ({ default: page })));

/** Everything but the first pages is for those who have signed in and accepted the terms. */
export function Inside() {
  const me = useMaybeMe();
  if (!me) return <Welcome />;
  if (!me.termsAccepted) return <AcceptTerms me={me} />;
  return (
    <Shell me={me}>
      <Outlet />
    </Shell>
  );
}
