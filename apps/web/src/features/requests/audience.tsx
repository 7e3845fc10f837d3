// SPDX-License-Identifier: EUPL-1.2
import { queryOptions } from '@tanstack/react-query';
import { http } from '../../api/client.ts';
import type { Audience, ServiceType } from '../../api/types.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { useTenant } from '../session.ts';

interface Question {
  serviceType: ServiceType;
  groupIds: string[];
  partnerIds?: string[];
  /** Not for oneself: then it reaches those, too, whom one has blocked. */
  onBehalf?: boolean;
  quiet?: boolean;
  from?: string;
  to?: string;
  /** Whom it is for, if somebody one speaks for. */
  clientId?: string;
}

const audience = (question: Question) =>
  queryOptions({
    queryKey: ['audience', question] as const,
    queryFn: () => http.post<Audience>('/requests/audience', question),
  });

/** Exactly who will see it, before it is sent. */
export function WhoWillSee(question: Question) {
  const { say } = useWords();
  const { kind } = useTenant();
  // What somebody asks for themselves goes to no further partner.
  const ours = kind === 'municipality' && Boolean(question.onBehalf ?? question.partnerIds?.length);
  if (question.groupIds.length === 0 && !question.partnerIds?.length) {
    return <p className="quiet">{say('audience.nobody')}</p>;
  }
  return (
    <Loaded query={audience(question)} rows={1}>
      {({ people, groups, partners, first, coordinators }) => (
        <div className="card card-tinted">
          <p className="kind">
            <span className="bubble">
              <Icon name="eye" />
            </span>
            <span className="heading">
              {say(question.quiet ? 'audience.quietly' : 'audience.people', { count: people })}
            </span>
          </p>
          {first < people && <p>{say(question.quiet ? 'audience.aFew' : 'audience.inTurn', { count: first })}</p>}
          <ul className="stack stack-tight">
            {groups.map((group) => (
              <li key={group.id}>{say('audience.group', { name: group.name, count: group.people })}</li>
            ))}
            {partners.map((partner) => (
              <li key={partner.id}>
                {say('audience.partner', {
                  name: partner.name,
                  fields: partner.sees.map((field) => say(`field.${field}`, { defaultValue: field })).join(', '),
                })}
              </li>
            ))}
          </ul>
          {coordinators > 0 && (
            <p>{say(ours ? 'audience.coordinatorsOurs' : 'audience.coordinators', { count: coordinators })}</p>
          )}
          <p>{say('audience.nobodyElse')}</p>
        </div>
      )}
    </Loaded>
  );
}
