// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import type { Seen } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Loaded } from '../features/loaded.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function RequestSeen() {
  const { say } = useWords();
  const { id } = useParams({ from: '/inside/requests/$id/seen' });
  return (
    <Page
      title={say('seen.title')}
      lead={say('seen.lead')}
      back={<Back to="/requests/$id" params={{ id }} label={say('seen.back')} />}
    >
      <Loaded query={read.seen(id)} rows={4}>
        {({ reach, roles, partners }) => (
          <div className="stack stack-wide">
            <Reach reach={reach} />
            <Opened roles={roles} id={id} />
            {partners.length > 0 && <AtPartners partners={partners} />}
            <CannotKnow />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Reach({ reach }: { reach: Seen['reach'] }) {
  const { say } = useWords();
  return (
    <Section kind="card card-tinted" title={say('seen.now')}>
      <p>{reach ? say(reach.quiet ? 'seen.quietReach' : 'seen.reach', { count: reach.people }) : say('seen.closed')}</p>
      {reach?.coordinators && <p>{say('seen.coordinators')}</p>}
    </Section>
  );
}

function Opened({ roles, id }: { roles: Seen['roles']; id: string }) {
  const { say, when } = useWords();
  return (
    <Section title={say('seen.opened')}>
      {roles.length === 0 ? (
        <Blank icon="eye" title={say('seen.nobody')} />
      ) : (
        <>
          <ul className="list">
            {roles.map(({ role, people, what, first, last }) => (
              <li key={role}>
                <span>
                  <strong>
                    {people === null ? say(`seen.role.${role}`) : say(`seen.people.${role}`, { count: people })}
                  </strong>
                  <br />
                  <span className="quiet small">{what.map((one) => say(`seen.what.${one}`)).join(' · ')}</span>
                </span>
                <span className="quiet small">
                  {first === last ? when(last) : say('seen.since', { first: when(first), last: when(last) })}
                </span>
              </li>
            ))}
          </ul>
          <Fold title={say('seen.each')}>
            <Each id={id} />
          </Fold>
        </>
      )}
    </Section>
  );
}

function Each({ id }: { id: string }) {
  const { say, when } = useWords();
  return (
    <Loaded query={read.accessEntries(id)}>
      {(entries) => (
        <ul className="list">
          {entries.map((entry) => (
            <li key={entry.at + entry.role + entry.what}>
              <span>
                {say(`seen.role.${entry.role}`, { defaultValue: entry.role })}
                <br />
                <span className="quiet small">{say(`seen.what.${entry.what}`, { defaultValue: entry.what })}</span>
              </span>
              <span className="quiet small">{when(entry.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function AtPartners({ partners }: { partners: Seen['partners'] }) {
  const { say, when } = useWords();
  return (
    <Section title={say('seen.atPartners')}>
      <ul className="list">
        {partners.map(({ partnerName, state, functionAddress, at }) => (
          <li key={partnerName + at}>
            <span>
              <strong>{partnerName}</strong>
              <br />
              <span className="quiet small">
                {[say(`seen.state.${state}`, { defaultValue: state }), functionAddress].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="quiet small">{when(at)}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">{say('seen.partnersLead')}</p>
    </Section>
  );
}

function CannotKnow() {
  const { say } = useWords();
  return (
    <Section title={say('seen.cannot')}>
      <ul className="stack stack-tight">
        {['Card', 'No', 'Names', 'Partner', 'Flag'].map((one) => (
          <li key={one}>{say(`seen.cannot${one}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
