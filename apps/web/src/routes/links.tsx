// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, GroupLink, ServiceType } from '../api/types.ts';
import { Loaded } from '../features/loaded.tsx';
import { serviceTypes } from '../features/service-types.ts';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Facts } from '../ui/facts.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

export function Links() {
  const { say } = useWords('work');
  return (
    <Page title={say('work:links.title')} lead={say('work:links.lead')} wide>
      <div className="stack stack-wide">
        <Loaded query={read.allGroups()}>{(groups) => <NewLink groups={groups} />}</Loaded>
        <Loaded query={read.groupLinks()}>
          {(links) =>
            links.length === 0 ? (
              <Blank icon="link" title={say('work:links.empty')} />
            ) : (
              <div className="grid">
                {links.map((link) => (
                  <LinkCard key={link.id} link={link} />
                ))}
              </div>
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function LinkCard({ link }: { link: GroupLink }) {
  const { say } = useWords('work');
  const { soon } = useAnnounce();
  const remove = useAct(() => http.delete(`/group-links/${link.id}`, { version: link.version }), {
    touches: ['group-links'],
  });
  const name = `${link.needGroup.name} → ${link.resourceGroup.name}`;
  return (
    <Card as="article" label={name}>
      <h2 className="heading heading-sm row">
        {link.needGroup.name} <Icon name="next" flip /> {link.resourceGroup.name}
      </h2>
      <p className="quiet">{link.serviceTypes.map((type) => say(`kind.${type}`)).join(', ')}</p>
      <Facts
        facts={[
          { icon: 'pin', text: link.area ?? say('feed.allAreas') },
          link.quotaPerWeek === null
            ? null
            : { icon: 'clock', text: say('work:links.perWeek', { count: link.quotaPerWeek }) },
        ]}
      />
      <ActTrouble problem={remove.problem} />
      {link.can['remove'] && (
        <div>
          <Button
            kind="tertiary"
            label={say('work:links.removeNamed', { name })}
            onPress={() => soon(say('work:links.removing'), () => remove.run(undefined))}
          >
            {say('work:links.remove')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function NewLink({ groups }: { groups: Group[] }) {
  const { say } = useWords('work');
  const { areas } = useTenant();
  const { say: announce } = useAnnounce();
  const needs = groups.filter(({ kind }) => kind !== 'resource');
  const resources = groups.filter(({ kind }) => kind !== 'need');
  const [draft, setDraft] = useState({
    need: '',
    resource: '',
    types: [] as ServiceType[],
    area: '',
    quota: '',
  });
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const add = useAct((body: object, key) => http.post<GroupLink>('/group-links', body, { key }), {
    touches: ['group-links'],
    then: () => {
      announce(say('work:links.added'));
      set({ need: '', resource: '', types: [] });
    },
  });
  const ready = draft.need && draft.resource && draft.types.length > 0;
  const choose = { value: '', label: say('common.choose') };
  const options = (list: Group[]) => [choose, ...list.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Fold title={say('work:links.new')}>
      <form
        className="stack measure"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          add.run({
            needGroupId: draft.need,
            resourceGroupId: draft.resource,
            serviceTypes: draft.types,
            area: draft.area || null,
            quotaPerWeek: draft.quota ? Number(draft.quota) : null,
          });
        }}
      >
        <div className="row row-start">
          <div className="grow">
            <Select
              label={say('work:links.need')}
              value={draft.need}
              onChange={(need) => set({ need })}
              options={options(needs)}
            />
          </div>
          <div className="grow">
            <Select
              label={say('work:links.resource')}
              value={draft.resource}
              onChange={(resource) => set({ resource })}
              options={options(resources)}
            />
          </div>
        </div>
        <SomeOf<ServiceType>
          legend={say('work:links.types')}
          look="chips"
          value={draft.types}
          onChange={(types) => set({ types })}
          options={serviceTypes.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        <div className="row row-start">
          <div className="grow">
            <Select
              label={say('feed.area')}
              value={draft.area}
              onChange={(area) => set({ area })}
              options={[{ value: '', label: say('feed.allAreas') }, ...areas.map((value) => ({ value, label: value }))]}
            />
          </div>
          <div className="grow">
            <TextField
              type="number"
              min={1}
              label={say('work:links.quota')}
              value={draft.quota}
              onChange={(quota) => set({ quota })}
            />
          </div>
        </div>
        <ActTrouble problem={add.problem} />
        <div className="row">
          <Button type="submit" busy={add.busy} blocked={!ready && say('work:links.missing')}>
            {say('work:links.add')}
          </Button>
        </div>
      </form>
    </Fold>
  );
}
