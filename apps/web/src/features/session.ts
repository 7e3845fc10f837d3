// SPDX-License-Identifier: EUPL-1.2
import { useSuspenseQuery } from '@tanstack/react-query';
import { http } from '../api/client.ts';
import { queryClient, read } from '../api/queries.ts';
import type { Me, Role, Tenant } from '../api/types.ts';
import { Drafts } from './drafts.ts';
import { sleep } from './notices/push.ts';

export const useTenant = (): Tenant => useSuspenseQuery(read.tenant()).data;
export const useMaybeMe = (): Me | null => useSuspenseQuery(read.me()).data;

export function useMe(): Me {
  const me = useMaybeMe();
  if (!me) throw new Error('this page is for those who have signed in');
  return me;
}

export const hasRole = (me: Me, ...roles: Role[]): boolean => me.roles.some(({ role }) => roles.includes(role));

/** Those who work in the organisation, not only in its groups. */
export const worksHere = (me: Me): boolean => hasRole(me, 'administrator', 'coordinator', 'staff');

/** Whoever comes back to an invitation is let in by it. */
export const signInAddress = (as: string, acr?: 'same-device' | 'qr', back = '/'): string => {
  const invitation = /^\/invitation\/([A-Za-z0-9_-]+)$/.exec(back)?.[1];
  return `/sign-in?${new URLSearchParams({ as, return: back, ...(acr ? { acr } : {}), ...(invitation ? { invitation } : {}) })}`;
};

async function leave(path: string): Promise<void> {
  // Whoever uses this browser next is not told what is theirs.
  await sleep().catch(() => undefined);
  const answer = await http.post<{ redirect: string | null } | undefined>(path);
  Drafts.clear(localStorage);
  queryClient.clear();
  location.assign(answer?.redirect ?? '/');
}

export const signOut = (): Promise<void> => leave('/sign-out');
export const signOutEverywhere = (): Promise<void> => leave('/sign-out-everywhere');
