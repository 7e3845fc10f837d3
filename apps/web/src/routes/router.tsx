// SPDX-License-Identifier: EUPL-1.2
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { isServiceType } from '../features/service-types.ts';
import { Frame } from './frame.tsx';
import { Inside } from './inside.tsx';
import { Crash, Missing } from './missing.tsx';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const root = createRootRoute({ component: Frame, notFoundComponent: Missing, errorComponent: Crash });
const open = { getParentRoute: () => root };
const inside = createRoute({ ...open, id: 'inside', component: Inside });
const within = { getParentRoute: () => inside };
const routes = root.addChildren([
  createRoute({
    ...open,
    path: '/sign-in-failed',
    validateSearch: (search) => ({ code: text(search['code']) }),
    component: lazyRouteComponent(() => import('./sign-in-failed.tsx'), 'SignInFailed'),
  }),
  createRoute({
    ...open,
    path: '/invitation/$token',
    component: lazyRouteComponent(() => import('./invitation.tsx'), 'InvitationPage'),
  }),
  createRoute({
    ...open,
    path: '/partner-invitation',
    component: lazyRouteComponent(() => import('./partner-invitation.tsx'), 'PartnerInvitationPage'),
  }),
  createRoute({ ...open, path: '/about', component: lazyRouteComponent(() => import('./about.tsx'), 'About') }),
  inside.addChildren([
    createRoute({ ...within, path: '/', component: lazyRouteComponent(() => import('./home.tsx'), 'Home') }),
    createRoute({
      ...within,
      path: '/ask',
      validateSearch: (search) => ({ step: search['step'] === 'review' ? ('review' as const) : undefined }),
      component: lazyRouteComponent(() => import('./ask.tsx'), 'Ask'),
    }),
    createRoute({
      ...within,
      path: '/requests',
      validateSearch: (search) => ({
        kind: isServiceType(search['kind']) ? search['kind'] : undefined,
        area: text(search['area']),
      }),
      component: lazyRouteComponent(() => import('./requests.tsx'), 'Requests'),
    }),
    createRoute({
      ...within,
      path: '/requests/$id',
      component: lazyRouteComponent(() => import('./request.tsx'), 'RequestPage'),
    }),
    createRoute({
      ...within,
      path: '/requests/$id/seen',
      component: lazyRouteComponent(() => import('./request-seen.tsx'), 'RequestSeen'),
    }),
    createRoute({
      ...within,
      path: '/requests/$id/letter',
      component: lazyRouteComponent(() => import('./letter.tsx'), 'LetterPage'),
    }),
    createRoute({
      ...within,
      path: '/together',
      component: lazyRouteComponent(() => import('./together.tsx'), 'Together'),
    }),
    createRoute({
      ...within,
      path: '/together/new',
      component: lazyRouteComponent(() => import('./together-form.tsx'), 'NewTogether'),
    }),
    createRoute({ ...within, path: '/intake', component: lazyRouteComponent(() => import('./intake.tsx'), 'Intake') }),
    createRoute({ ...within, path: '/mine', component: lazyRouteComponent(() => import('./mine.tsx'), 'Mine') }),
    createRoute({
      ...within,
      path: '/agreements/$id',
      component: lazyRouteComponent(() => import('./agreement.tsx'), 'AgreementPage'),
    }),
    createRoute({
      ...within,
      path: '/agreements/$id/slip',
      component: lazyRouteComponent(() => import('./slip.tsx'), 'SlipPage'),
    }),
    createRoute({
      ...within,
      path: '/series/$id',
      component: lazyRouteComponent(() => import('./series.tsx'), 'SeriesPage'),
    }),
    createRoute({
      ...within,
      path: '/calendar',
      component: lazyRouteComponent(() => import('./calendar.tsx'), 'CalendarPage'),
    }),
    createRoute({ ...within, path: '/when', component: lazyRouteComponent(() => import('./when.tsx'), 'When') }),
    createRoute({
      ...within,
      path: '/groups',
      validateSearch: (search) => ({ archived: search['archived'] === true ? true : undefined }),
      component: lazyRouteComponent(() => import('./groups.tsx'), 'Groups'),
    }),
    createRoute({
      ...within,
      path: '/groups/new',
      component: lazyRouteComponent(() => import('./group-form.tsx'), 'NewGroup'),
    }),
    createRoute({
      ...within,
      path: '/groups/$id',
      component: lazyRouteComponent(() => import('./group.tsx'), 'GroupPage'),
    }),
    createRoute({
      ...within,
      path: '/groups/$id/shift',
      component: lazyRouteComponent(() => import('./shift-form.tsx'), 'NewShift'),
    }),
    createRoute({
      ...within,
      path: '/groups/$id/edit',
      component: lazyRouteComponent(() => import('./group-form.tsx'), 'EditGroup'),
    }),
    createRoute({
      ...within,
      path: '/groups/$id/requirements',
      component: lazyRouteComponent(() => import('./group-requirements.tsx'), 'GroupRequirementsPage'),
    }),
    createRoute({
      ...within,
      path: '/groups/$id/members/$personId',
      component: lazyRouteComponent(() => import('./checklist.tsx'), 'ChecklistPage'),
    }),
    createRoute({
      ...within,
      path: '/me/qualifications',
      component: lazyRouteComponent(() => import('./qualifications.tsx'), 'QualificationsPage'),
    }),
    createRoute({
      ...within,
      path: '/me/passport',
      component: lazyRouteComponent(() => import('./passport.tsx'), 'PassportPage'),
    }),
    createRoute({ ...within, path: '/shown', component: lazyRouteComponent(() => import('./shown.tsx'), 'ShownPage') }),
    createRoute({
      ...within,
      path: '/notices',
      component: lazyRouteComponent(() => import('./notices.tsx'), 'Notices'),
    }),
    createRoute({
      ...within,
      path: '/notices/settings',
      component: lazyRouteComponent(() => import('./notice-settings.tsx'), 'NoticeSettingsPage'),
    }),
    createRoute({
      ...within,
      path: '/notices/home-screen',
      component: lazyRouteComponent(() => import('./home-screen.tsx'), 'HomeScreen'),
    }),
    createRoute({
      ...within,
      path: '/notices/$id',
      component: lazyRouteComponent(() => import('./notice.tsx'), 'NoticeRoad'),
    }),
    createRoute({ ...within, path: '/me', component: lazyRouteComponent(() => import('./me.tsx'), 'MePage') }),
    createRoute({ ...within, path: '/more', component: lazyRouteComponent(() => import('./more.tsx'), 'More') }),
    createRoute({
      ...within,
      path: '/board',
      validateSearch: (search) => ({
        state: text(search['state']),
        kind: isServiceType(search['kind']) ? search['kind'] : undefined,
      }),
      component: lazyRouteComponent(() => import('./board.tsx'), 'Board'),
    }),
    createRoute({
      ...within,
      path: '/clients',
      component: lazyRouteComponent(() => import('./clients.tsx'), 'Clients'),
    }),
    createRoute({
      ...within,
      path: '/clients/$id',
      component: lazyRouteComponent(() => import('./client.tsx'), 'ClientPage'),
    }),
    createRoute({
      ...within,
      path: '/mandates',
      component: lazyRouteComponent(() => import('./mandates.tsx'), 'Mandates'),
    }),
    createRoute({
      ...within,
      path: '/unanswered',
      component: lazyRouteComponent(() => import('./unanswered.tsx'), 'Unanswered'),
    }),
    createRoute({ ...within, path: '/post', component: lazyRouteComponent(() => import('./post.tsx'), 'Post') }),
    createRoute({
      ...within,
      path: '/inbox',
      validateSearch: (search) => ({ state: text(search['state']) }),
      component: lazyRouteComponent(() => import('./inbox.tsx'), 'Inbox'),
    }),
    createRoute({
      ...within,
      path: '/inbox/$id',
      component: lazyRouteComponent(() => import('./inbox-request.tsx'), 'InboxRequest'),
    }),
    createRoute({
      ...within,
      path: '/partners',
      component: lazyRouteComponent(() => import('./partners.tsx'), 'Partners'),
    }),
    createRoute({
      ...within,
      path: '/partners/invite',
      component: lazyRouteComponent(() => import('./partner-invite.tsx'), 'PartnerInvite'),
    }),
    createRoute({
      ...within,
      path: '/partners/accept',
      validateSearch: (search) => ({ link: text(search['link']) }),
      component: lazyRouteComponent(() => import('./partner-accept.tsx'), 'PartnerAccept'),
    }),
    createRoute({
      ...within,
      path: '/partners/$id',
      component: lazyRouteComponent(() => import('./partner.tsx'), 'PartnerPage'),
    }),
    createRoute({ ...within, path: '/links', component: lazyRouteComponent(() => import('./links.tsx'), 'Links') }),
    createRoute({ ...within, path: '/events', component: lazyRouteComponent(() => import('./events.tsx'), 'Events') }),
    createRoute({
      ...within,
      path: '/expiring',
      component: lazyRouteComponent(() => import('./expiring.tsx'), 'Expiring'),
    }),
    createRoute({ ...within, path: '/units', component: lazyRouteComponent(() => import('./units.tsx'), 'Units') }),
    createRoute({
      ...within,
      path: '/people',
      validateSearch: (search) => ({ q: text(search['q']), role: text(search['role']) }),
      component: lazyRouteComponent(() => import('./people.tsx'), 'People'),
    }),
    createRoute({
      ...within,
      path: '/invitations/list',
      component: lazyRouteComponent(() => import('./invite-list.tsx'), 'InviteList'),
    }),
    createRoute({
      ...within,
      path: '/invitations',
      validateSearch: (search) => ({ group: text(search['group']) }),
      component: lazyRouteComponent(() => import('./invitations.tsx'), 'Invitations'),
    }),
    createRoute({
      ...within,
      path: '/settings',
      component: lazyRouteComponent(() => import('./settings.tsx'), 'Settings'),
    }),
    createRoute({
      ...within,
      path: '/settings/asks',
      component: lazyRouteComponent(() => import('./asks.tsx'), 'Asks'),
    }),
    createRoute({
      ...within,
      path: '/safety',
      validateSearch: (search) => ({ agreement: text(search['agreement']) }),
      component: lazyRouteComponent(() => import('./safety.tsx'), 'Safety'),
    }),
    createRoute({
      ...within,
      path: '/moderation',
      validateSearch: (search) => ({ all: search['all'] === true ? true : undefined }),
      component: lazyRouteComponent(() => import('./moderation.tsx'), 'Moderation'),
    }),
    createRoute({
      ...within,
      path: '/receipts',
      component: lazyRouteComponent(() => import('./receipts.tsx'), 'Receipts'),
    }),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Crash,
});

router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  // After the first page every new page takes the focus to its heading.
  if (fromLocation && pathChanged) document.documentElement.dataset['moved'] = 'yes';
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
