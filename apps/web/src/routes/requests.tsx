// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useSearch } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Listing } from '../features/listing.tsx';
import { NothingNeeded } from '../features/requests/nothing-needed.tsx';
import { RequestCard } from '../features/requests/request-card.tsx';
import { serviceTypes } from '../features/service-types.ts';
import { useTenant } from '../features/session.ts';
import { Select } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';
import type { ServiceType } from '../api/types.ts';

export function Requests() {
  const { say } = useWords();
  const { areas } = useTenant();
  const navigate = useNavigate();
  const { kind, area } = useSearch({ from: '/inside/requests' });
  const filter = (change: { kind?: ServiceType | undefined; area?: string | undefined }): void =>
    void navigate({ to: '/requests', search: { kind, area, ...change }, replace: true });
  return (
    <Page title={say('feed.title')} lead={say('feed.lead')} wide>
      <div className="stack">
        <div className="row row-start">
          <div className="grow">
            <Select
              label={say('feed.kind')}
              value={kind ?? ''}
              onChange={(value) => filter({ kind: (value || undefined) as ServiceType | undefined })}
              options={[
                { value: '', label: say('feed.allKinds') },
                ...serviceTypes.map((type) => ({ value: type, label: say(`kind.${type}`) })),
              ]}
            />
          </div>
          {areas.length > 0 && (
            <div className="grow">
              <Select
                label={say('feed.area')}
                value={area ?? ''}
                onChange={(value) => filter({ area: value || undefined })}
                options={[
                  { value: '', label: say('feed.allAreas') },
                  ...areas.map((one) => ({ value: one, label: one })),
                ]}
              />
            </div>
          )}
        </div>
        <Listing
          query={read.requests({ scope: 'feed', serviceType: kind, area, limit: 20 })}
          empty={<NothingNeeded chosen={Boolean(kind ?? area)} />}
        >
          {(items) => (
            <div className="grid grid-feed">
              {items.map((request) => (
                <RequestCard
                  key={request.id}
                  request={request}
                  onAgreed={(id) => void navigate({ to: '/agreements/$id', params: { id } })}
                />
              ))}
            </div>
          )}
        </Listing>
      </div>
    </Page>
  );
}
