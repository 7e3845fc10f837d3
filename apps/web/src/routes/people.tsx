// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Person, Role, Unit } from '../api/types.ts';
import { AsList } from '../features/as-list.tsx';
import { Go } from '../features/go.tsx';
import { Listing } from '../features/listing.tsx';
import { Loaded } from '../features/loaded.tsx';
import { rolesOf } from '../features/roles.ts';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function People() {
  const { say } = useWords('work');
  const { kind } = useTenant();
  const navigate = useNavigate();
  const { q, role } = useSearch({ from: '/inside/people' });
  const [words, setWords] = useState(q ?? '');
  return (
    <Page
      title={say(kind === 'association' ? 'nav.members' : 'nav.people')}
      lead={say('work:people.lead')}
      wide
      actions={
        <>
          <AsList of="people" />
          <Go to="/invitations" icon="send">
            {say('work:invite.title')}
          </Go>
        </>
      }
    >
      <div className="stack">
        <form
          className="row row-start"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ to: '/people', search: { q: words.trim() || undefined, role } });
          }}
        >
          <div className="grow">
            <TextField type="search" label={say('work:people.search')} value={words} onChange={setWords} />
          </div>
          <div className="grow">
            <Select
              label={say('work:people.role')}
              value={role ?? ''}
              onChange={(value) => void navigate({ to: '/people', search: { q, role: value || undefined } })}
              options={[
                { value: '', label: say('work:people.allRoles') },
                ...rolesOf(kind).map((value) => ({ value, label: say(`role.${value}`) })),
              ]}
            />
          </div>
          <div className="field">
            <span className="legend" aria-hidden="true">
              &nbsp;
            </span>
            <Button type="submit" kind="secondary">
              {say('work:people.find')}
            </Button>
          </div>
        </form>
        <Listing
          query={read.people({ q, role, limit: 30 })}
          empty={<Blank icon="people" title={say('work:people.empty')} />}
        >
          {(people) => (
            <ul className="list">
              {people.map((person) => (
                <PersonRow key={person.id} person={person} />
              ))}
            </ul>
          )}
        </Listing>
      </div>
    </Page>
  );
}

function PersonRow({ person }: { person: Person }) {
  const { say, date } = useWords('work');
  const { soon } = useAnnounce();
  const remove = useAct(() => http.delete(`/people/${person.id}`), { touches: ['people'] });
  return (
    <li>
      <div className="grow stack stack-tight">
        <span className="row">
          <strong>{person.displayName}</strong>
          {person.roles
            .filter(({ role }) => role !== 'resident' && role !== 'member')
            .map(({ role, unitId }) => (
              <Tag key={role + (unitId ?? '')} tone={role === 'administrator' ? 'accent' : 'neutral'}>
                {say(`role.${role}`)}
              </Tag>
            ))}
        </span>
        <span className="quiet small">{say('work:people.joined', { date: date(person.joinedAt) })}</span>
        {(person.can['changeRoles'] || person.can['remove']) && (
          <Fold title={say('work:people.change', { name: person.displayName })}>
            {person.can['changeRoles'] && <Roles person={person} />}
            <ActTrouble problem={remove.problem} />
            {person.can['remove'] && (
              <div>
                <Button
                  kind="tertiary"
                  onPress={() =>
                    soon(say('work:people.removing', { name: person.displayName }), () => remove.run(undefined))
                  }
                >
                  {say('work:people.remove', { name: person.displayName })}
                </Button>
              </div>
            )}
          </Fold>
        )}
      </div>
    </li>
  );
}

function Roles({ person }: { person: Person }) {
  const { kind } = useTenant();
  return kind === 'municipality' ? (
    <Loaded query={read.units()} rows={1}>
      {(units) => <RolesForm person={person} units={units} />}
    </Loaded>
  ) : (
    <RolesForm person={person} units={[]} />
  );
}

function RolesForm({ person, units }: { person: Person; units: Unit[] }) {
  const { say } = useWords('work');
  const { kind } = useTenant();
  const { say: announce } = useAnnounce();
  const [roles, setRoles] = useState<Role[]>([...new Set(person.roles.map(({ role }) => role))]);
  const [unitId, setUnitId] = useState(person.roles.find((one) => one.unitId)?.unitId ?? '');
  const save = useAct((body: object) => http.put(`/people/${person.id}/roles`, body), {
    touches: ['people', 'me'],
    then: () => {
      const former = person.roles.map(({ role, unitId: unit }) => (unit ? { role, unitId: unit } : { role }));
      announce(say('work:people.saved', { name: person.displayName }), () => {
        setRoles(former.map(({ role }) => role));
        save.run({ roles: former });
      });
    },
  });
  return (
    <div className="stack">
      <SomeOf<Role>
        legend={say('work:people.roles')}
        look="list"
        value={roles}
        onChange={setRoles}
        options={rolesOf(kind).map((value) => ({
          value,
          label: say(`role.${value}`),
          hint: say(`work:people.means.${value}`),
        }))}
      />
      {units.length > 0 && roles.includes('staff') && (
        <Select
          label={say('work:people.unit')}
          value={unitId}
          onChange={setUnitId}
          options={[
            { value: '', label: say('common.choose') },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <ActTrouble problem={save.problem} />
      <div>
        <Button
          kind="secondary"
          busy={save.busy}
          onPress={() =>
            save.run({
              roles: roles.map((role) => (role === 'staff' && unitId ? { role, unitId } : { role })),
            })
          }
        >
          {say('work:people.save')}
        </Button>
      </div>
    </div>
  );
}
