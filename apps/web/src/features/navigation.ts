// SPDX-License-Identifier: EUPL-1.2
import type { LinkProps } from '@tanstack/react-router';
import type { Me, Tenant } from '../api/types.ts';
import type { IconName } from '../ui/icon.tsx';

export interface Place {
  to: NonNullable<LinkProps['to']>;
  word: string;
  icon: IconName;
}

const place = (to: Place['to'], word: string, icon: IconName): Place => ({ to, word, icon });

const home = place('/', 'home', 'home');
const requests = place('/requests', 'requests', 'heart');
const mine = place('/mine', 'mine', 'hand');
const groups = place('/groups', 'groups', 'people');
const me = place('/me', 'me', 'person');
const more = place('/more', 'more', 'more');
const board = place('/board', 'board', 'board');
const post = place('/post', 'post', 'plus');
const inbox = place('/inbox', 'inbox', 'inbox');

type Who = Pick<Me, 'can'> & { roles: { role: Me['roles'][number]['role'] }[] };

/** The places a person can go, by what they may do: at most five in the bar of a phone. */
export function placesFor(
  person: Who,
  tenant: Pick<Tenant, 'kind'>,
): { bar: Place[]; everyday: Place[]; work: Place[] } {
  const can = (what: string): boolean => person.can[what] === true;
  const posts = can('request.postOnBehalf') ? [board, post] : [];
  const received = can('partnerRequest.read') ? [inbox] : [];
  const everyday =
    tenant.kind === 'municipality' && posts.length > 0
      ? [...posts, requests, groups, mine]
      : [home, ...received, requests, groups, mine, ...posts];
  const work = [
    ...(can('client.read') ? [place('/intake', 'intake', 'phone'), place('/clients', 'clients', 'people')] : []),
    ...(can('partner.manage') ? [place('/partners', 'partners', 'partner')] : []),
    ...(can('groupLink.manage') ? [place('/links', 'links', 'link')] : []),
    ...(can('tenant.update') && tenant.kind === 'municipality' ? [place('/units', 'units', 'building')] : []),
    ...(can('people.read') ? [place('/people', tenant.kind === 'association' ? 'members' : 'people', 'person')] : []),
    ...(can('invitation.issue') ? [place('/invitations', 'invitations', 'send')] : []),
    ...(can('case.read') ? [place('/moderation', 'moderation', 'shield')] : []),
    ...(can('event.read') ? [place('/events', 'events', 'clock')] : []),
    ...(can('receipt.read') ? [place('/receipts', 'receipts', 'receipt')] : []),
    ...(can('tenant.update') ? [place('/settings', 'settings', 'sliders')] : []),
  ];
  const crowded = work.length > 0 || everyday.length > 4;
  const bar = crowded ? [...everyday.slice(0, 4), more] : [...everyday, me];
  return { bar, everyday, work };
}
