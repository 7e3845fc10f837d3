// SPDX-License-Identifier: EUPL-1.2
import { infiniteQueryOptions, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { http } from './client.ts';
import { isProblem } from './problem.ts';
import type * as T from './types.ts';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session has ended while the page stood there: whoever comes by next shall not read on.
    onError: (error) => {
      if (isProblem(error, 401)) queryClient.setQueryData(['me'], null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (count, error) => count < 2 && isProblem(error, 0, 502, 503, 504),
      retryDelay: (count) => 500 * 2 ** count,
    },
    mutations: { networkMode: 'always' },
  },
});

type Filter = Record<string, string | number | boolean | undefined>;

/** A list that is paged with a button. */
const paged = <Item>(key: string, path: string, filter: Filter = {}, poll = false) =>
  infiniteQueryOptions({
    queryKey: [key, 'list', path, filter] as const,
    queryFn: ({ pageParam, signal }) =>
      http.get<T.Page<Item>>(path, { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    ...(poll ? { refetchInterval: 15_000 } : {}),
  });

const one = <Item>(key: string, path: string, poll = false) =>
  queryOptions({
    queryKey: [key, 'one', path] as const,
    queryFn: ({ signal }) => http.get<Item>(path, undefined, signal),
    ...(poll ? { refetchInterval: 8_000 } : {}),
  });

/** Some small lists are answered whole; both shapes are read the same. */
const whole = <Item>(key: string, path: string, filter: Filter = {}) =>
  queryOptions({
    queryKey: [key, 'whole', path, filter] as const,
    queryFn: async ({ signal }) => {
      const answer = await http.get<Item[] | T.Page<Item>>(path, filter, signal);
      return Array.isArray(answer) ? answer : answer.items;
    },
  });

export const read = {
  tenant: () => ({ ...one<T.Tenant>('tenant', '/tenant'), staleTime: 300_000 }),
  me: () =>
    queryOptions({
      queryKey: ['me'] as const,
      queryFn: async ({ signal }) => {
        try {
          return await http.get<T.Me>('/me', undefined, signal);
        } catch (error) {
          if (isProblem(error, 401)) return null;
          throw error;
        }
      },
      staleTime: 60_000,
    }),
  sessions: () => whole<T.Session>('sessions', '/me/sessions'),
  notices: () => paged<T.Notice>('notices', '/notices'),
  noticeCount: () => ({ ...one<T.NoticeCount>('notice-count', '/notices/count'), refetchInterval: 30_000 }),
  noticeSettings: () => one<T.NoticeSettings>('notice-settings', '/me/notice-settings'),
  calendarFeed: () => one<T.CalendarFeed>('calendar-feed', '/me/calendar-feed'),
  terms: () => one<T.Terms>('terms', '/terms/current'),
  people: (filter: Filter) => paged<T.Person>('people', '/people', filter),
  invitations: () => paged<T.Invitation>('invitations', '/invitations'),
  invitation: (token: string) =>
    one<T.InvitationView>('invitation', `/invitations/by-token/${encodeURIComponent(token)}`),
  groups: (filter: Filter = {}) => paged<T.Group>('groups', '/groups', filter),
  allGroups: (filter: Filter = {}) => whole<T.Group>('groups', '/groups', { limit: 100, ...filter }),
  group: (id: string) => one<T.Group>('groups', `/groups/${id}`),
  requirements: (id: string) => one<T.GroupRequirements>('requirements', `/groups/${id}/requirements`),
  checklist: (id: string, personId: string) =>
    one<T.Checklist>('requirements', `/groups/${id}/members/${personId}/checklist`),
  qualifications: () => one<T.OwnQualifications>('qualifications', '/me/qualifications'),
  ownShown: () => whole<T.ShownAttestation>('passport', '/me/passport/shown'),
  shown: (decided: boolean) => paged<T.ShownAttestation>('shown', '/shown-attestations', { decided }),
  partnerAttestations: (id: string) => one<T.PartnerAttestations>('issuers', `/partners/${id}/attestations`),
  expiring: () => paged<T.Attestation>('attestations', '/attestations/expiring'),
  members: (id: string) => paged<T.GroupMember>('members', `/groups/${id}/members`),
  requests: (filter: Filter, poll = false) => paged<T.HelpRequest>('requests', '/requests', filter, poll),
  unanswered: () => paged<T.Unanswered>('requests', '/requests/unanswered', { limit: 20 }),
  request: (id: string) => one<T.HelpRequest>('requests', `/requests/${id}`, true),
  offers: (id: string) => whole<T.Offer>('offers', `/requests/${id}/offers`, { limit: 100 }),
  accessEntries: (id: string) => whole<T.AccessEntry>('access', `/requests/${id}/access-entries`, { limit: 100 }),
  seen: (id: string) => one<T.Seen>('access', `/requests/${id}/seen`),
  standingOffers: (whose: 'mine' | 'others') =>
    paged<T.StandingOffer>('standing-offers', '/standing-offers', { whose }),
  availability: () => whole<T.Availability>('availability', '/me/availability'),
  pool: (id: string, shift: { from: string; to: string; places: number }) =>
    one<T.Pool>(
      'pool',
      `/groups/${id}/pool?${new URLSearchParams({ ...shift, places: String(shift.places) }).toString()}`,
    ),
  agreements: () => paged<T.Agreement>('agreements', '/agreements'),
  agreement: (id: string) => one<T.Agreement>('agreements', `/agreements/${id}`, true),
  notes: (id: string) => ({
    ...whole<T.Note>('notes', `/agreements/${id}/notes`, { limit: 100 }),
    refetchInterval: 6_000,
  }),
  clients: (filter: Filter = {}) => paged<T.Client>('clients', '/clients', filter),
  allClients: () => whole<T.Client>('clients', '/clients', { limit: 100 }),
  client: (id: string) => one<T.Client>('clients', `/clients/${id}`),
  clientProtection: (id: string) => one<T.ClientProtection>('client-protection', `/clients/${id}/protection`),
  caller: (id: string) => ({
    ...one<T.Caller>('callers', `/callers/${id}`),
    staleTime: 0,
    // Asked again only as long as the caller has not answered.
    refetchInterval: (query: { state: { data?: T.Caller } }) =>
      query.state.data && query.state.data.state !== 'waiting' ? (false as const) : 1_500,
  }),
  ownMandates: () => whole<T.OwnMandate>('own-mandates', '/me/mandates'),
  waiting: () => ({ ...one<T.Waiting>('waiting', '/waiting'), refetchInterval: 60_000 }),
  units: () => whole<T.Unit>('units', '/units', { limit: 100 }),
  groupLinks: () => whole<T.GroupLink>('group-links', '/group-links', { limit: 100 }),
  partners: () => whole<T.Partner>('partners', '/partners', { limit: 100 }),
  partnerInvitations: () => whole<T.PartnerInvitation>('partner-invitations', '/partner-invitations', { limit: 100 }),
  sees: (id: string) => one<T.Sees>('sees', `/partners/${id}/sees`),
  openItems: (id: string) => whole<T.OpenItem>('open', `/partners/${id}/open`),
  partnerRequests: (filter: Filter) => paged<T.PartnerRequest>('partner-requests', '/partner-requests', filter, true),
  partnerRequest: (id: string) => one<T.PartnerRequest>('partner-requests', `/partner-requests/${id}`, true),
  events: () => paged<T.TrailEvent>('events', '/events'),
  guidelines: () => ({ ...one<T.Guidelines>('guidelines', '/guidelines'), staleTime: 300_000 }),
  advertising: (text: string) =>
    queryOptions({
      queryKey: ['advertising', text] as const,
      queryFn: () => http.post<T.AdvertisingSigns>('/advertising-check', { text }),
      staleTime: 300_000,
    }),
  cases: (filter: Filter) => paged<T.ModerationCase>('cases', '/cases', filter, true),
  decisions: () => paged<T.ModerationDecision>('decisions', '/decisions'),
  blocks: () => whole<T.Block>('blocks', '/blocks'),
  incidents: (filter: Filter) => paged<T.Incident>('incidents', '/incidents', filter),
  followUp: (id: string) => one<T.FollowUp>('follow-up', `/agreements/${id}/follow-up`),
  followUpFigures: () => one<T.FollowUpFigures>('follow-up', '/follow-ups/figures'),
  again: (id: string) => one<T.AgainWish>('again', `/agreements/${id}/again`),
  series: () => paged<T.Series>('series', '/series'),
  oneSeries: (id: string) => one<T.Series>('series', `/series/${id}`, true),
  delivery: (id: string) => one<T.Delivery>('delivery', `/requests/${id}/delivery`),
  purchase: (id: string) => one<T.Purchase>('purchase', `/agreements/${id}/purchase`),
  receipts: () => paged<T.Receipt>('receipts', '/receipts'),
};

/** After an act, what it may have changed is read again. */
export const refresh = (...keys: string[]): Promise<unknown> =>
  Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
