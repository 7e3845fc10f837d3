// SPDX-License-Identifier: EUPL-1.2
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { read } from '../api/queries.ts';
import { Listing } from '../features/listing.tsx';
import { MineCard } from '../features/requests/mine-card.tsx';
import { NothingNeeded } from '../features/requests/nothing-needed.tsx';
import { TogetherDoor } from '../features/together/together-door.tsx';
import { RequestCard } from '../features/requests/request-card.tsx';
import { useMe, useTenant, worksHere } from '../features/session.ts';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

const AssociationHome = lazy(() =>
  import('../features/association-home.tsx').then(({ AssociationHome: part }) => ({ default: part })),
);
const WaitingList = lazy(() =>
  import('../features/waiting-list.tsx').then(({ WaitingList: part }) => ({ default: part })),
);

export function Home() {
  const { say } = useWords();
  const me = useMe();
  const tenant = useTenant();
  const navigate = useNavigate();
  if (tenant.kind === 'municipality' && me.can['request.postOnBehalf']) return <Navigate to="/board" replace />;
  const first = me.person.displayName.split(' ')[0] ?? '';
  return (
    <Page title={say('home.hello', { name: first })} lead={say(`home.lead.${tenant.kind}`, { name: tenant.name })}>
      <div className="stack stack-wide">
        {me.can['waiting.read'] && (
          <Suspense>
            <WaitingList />
          </Suspense>
        )}
        {tenant.kind === 'association' && worksHere(me) ? (
          <Suspense>
            <AssociationHome />
          </Suspense>
        ) : (
          <div className="doors">
            <Link to="/ask" className="door door-first">
              <Icon name="heart" />
              <span>
                <strong>{say('home.ask')}</strong>
                {say('home.askLead')}
              </span>
            </Link>
            <Link to="/requests" className="door door-second">
              <Icon name="hand" />
              <span>
                <strong>{say('home.help')}</strong>
                {say('home.helpLead')}
              </span>
            </Link>
          </div>
        )}
        <TogetherDoor />
        <Section title={say('home.yours')}>
          <Listing
            preview
            query={read.requests({ scope: 'mine', limit: 3 })}
            empty={<p className="quiet">{say('home.yoursEmpty')}</p>}
          >
            {(items) => items.slice(0, 3).map((request) => <MineCard key={request.id} request={request} />)}
          </Listing>
        </Section>
        <Section title={say('home.near')}>
          <Listing preview query={read.requests({ scope: 'feed', limit: 3 })} empty={<NothingNeeded />}>
            {(items) => (
              <>
                {items.slice(0, 3).map((request) => (
                  <RequestCard
                    key={request.id}
                    request={request}
                    onAgreed={(id) => void navigate({ to: '/agreements/$id', params: { id } })}
                  />
                ))}
                <Link to="/requests" className="text-link">
                  {say('home.seeAll')}
                </Link>
              </>
            )}
          </Listing>
        </Section>
      </div>
    </Page>
  );
}
