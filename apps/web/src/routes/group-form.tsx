// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, GroupAccess, GroupKind, GroupRule, RuleHolder, ServiceType } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { LoadedPage } from '../features/loaded.tsx';
import { serviceTypes } from '../features/service-types.ts';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

interface Draft {
  name: string;
  kind: GroupKind;
  access: GroupAccess;
  area: string | null;
  about: string;
  welcome: string;
  rules: GroupRule[];
  /** In percent, as typed; only in the form of whoever may decide it. */
  share?: number | null;
  unverifiedCallers: boolean;
}

const empty: Draft = {
  name: '',
  kind: 'both',
  access: 'open',
  area: null,
  about: '',
  welcome: '',
  rules: [],
  unverifiedCallers: false,
};
const kinds: GroupKind[] = ['both', 'need', 'resource'];
const accesses: GroupAccess[] = ['open', 'approval', 'qualified', 'hidden'];
const holders: RuleHolder[] = ['members', 'leaders', 'nobody'];

export function NewGroup() {
  const { say } = useWords('work');
  const navigate = useNavigate();
  const { say: announce } = useAnnounce();
  const [draft, set, drop] = useDraft<Draft>('group', {
    ...empty,
    rules: serviceTypes.slice(0, 4).map((serviceType) => ({ serviceType, ask: 'members', help: 'members' })),
  });
  const create = useAct((body: Draft, key) => http.post<Group>('/groups', body, { key }), {
    touches: ['groups', 'me'],
    then: ({ id, name }) => {
      announce(say('work:group.created', { name }));
      void navigate({ to: '/groups/$id', params: { id } }).then(drop);
    },
  });
  return (
    <Page
      title={say('work:group.new')}
      lead={say('work:group.newLead')}
      back={<Back to="/groups" label={say('nav.groups')} />}
    >
      <GroupForm draft={draft} set={set} act={create} button={say('work:group.create')} />
    </Page>
  );
}

export function EditGroup() {
  const { id } = useParams({ from: '/inside/groups/$id/edit' });
  return <LoadedPage query={read.group(id)}>{(group) => <Edit group={group} />}</LoadedPage>;
}

function Edit({ group }: { group: Group }) {
  const { say } = useWords('work');
  const navigate = useNavigate();
  const { name, kind, access, area, about, welcome, rules, unverifiedCallers, share } = group;
  const rations = useMe().roles.some(({ role }) => role === 'coordinator' || role === 'administrator');
  const [draft, setDraft] = useState<Draft>({
    ...{ name, kind, access, area, about, welcome, rules, unverifiedCallers },
    ...(rations ? { share } : {}),
  });
  const [version] = useState(group.version);
  const save = useAct((body: Draft) => http.patch<Group>(`/groups/${group.id}`, body, { version }), {
    touches: ['groups', 'me'],
    then: ({ id }) => void navigate({ to: '/groups/$id', params: { id } }),
  });
  return (
    <Page
      title={say('work:group.editTitle', { name: group.name })}
      back={<Back to="/groups/$id" params={{ id: group.id }} label={group.name} />}
    >
      <GroupForm
        draft={draft}
        set={(change) => setDraft((before) => ({ ...before, ...change }))}
        act={save}
        button={say('common.save')}
      />
    </Page>
  );
}

function GroupForm({
  draft,
  set,
  act,
  button,
}: {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  act: { run: (body: Draft) => void; busy: boolean; problem: string | undefined };
  button: string;
}) {
  const { say } = useWords('work');
  const { areas } = useTenant();
  const [asked, setAsked] = useState(false);
  const shareWrong = typeof draft.share === 'number' && !(draft.share >= 5 && draft.share <= 95);
  const types = draft.rules.map(({ serviceType }) => serviceType);
  const setTypes = (chosen: ServiceType[]): void =>
    set({
      rules: chosen.map(
        (serviceType) =>
          draft.rules.find((rule) => rule.serviceType === serviceType) ?? {
            serviceType,
            ask: draft.kind === 'resource' ? 'nobody' : 'members',
            help: draft.kind === 'need' ? 'nobody' : 'members',
          },
      ),
    });
  const setRule = (serviceType: ServiceType, change: Partial<GroupRule>): void =>
    set({ rules: draft.rules.map((rule) => (rule.serviceType === serviceType ? { ...rule, ...change } : rule)) });
  return (
    <form
      className="stack stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (draft.name.trim() && !shareWrong) act.run({ ...draft, name: draft.name.trim() });
        else showFirstError();
      }}
    >
      <div className="stack">
        <TextField
          label={say('work:group.name')}
          value={draft.name}
          maxLength={80}
          required
          error={asked && !draft.name.trim() && say('work:group.nameMissing')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label={say('work:group.about')}
          hint={say('work:group.aboutHint')}
          rows={2}
          maxLength={500}
          value={draft.about}
          onChange={(about) => set({ about })}
        />
      </div>
      <OneOf<GroupAccess>
        big
        look="list"
        legend={say('work:group.accessTitle')}
        value={draft.access}
        onChange={(access) => set({ access })}
        options={accesses.map((value) => ({
          value,
          label: say(`group.access.${value}`),
          hint: say(`work:group.accessHint.${value}`),
        }))}
      />
      <OneOf<'yes' | 'no'>
        look="list"
        legend={say('work:group.callers')}
        value={draft.unverifiedCallers ? 'yes' : 'no'}
        onChange={(value) => set({ unverifiedCallers: value === 'yes' })}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: say(`work:group.callersMay.${value}`) }))}
      />
      <OneOf<GroupKind>
        big
        look="list"
        legend={say('work:group.kindTitle')}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((value) => ({
          value,
          label: say(`work:group.kind.${value}`),
          hint: say(`work:group.kindHint.${value}`),
        }))}
      />
      <div className="stack">
        <SomeOf<ServiceType>
          big
          legend={say('work:group.types')}
          look="chips"
          value={types}
          onChange={setTypes}
          options={serviceTypes.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        {draft.rules.length > 0 && (
          <Fold title={say('work:group.fineRules')}>
            {draft.rules.map((rule) => (
              <fieldset key={rule.serviceType} className="card">
                <legend className="hidden-words">{say(`kind.${rule.serviceType}`)}</legend>
                <strong aria-hidden="true">{say(`kind.${rule.serviceType}`)}</strong>
                <div className="row row-start">
                  {(['ask', 'help'] as const).map((side) => (
                    <div className="grow" key={side}>
                      <Select
                        label={say(`work:group.may.${side}`)}
                        value={rule[side]}
                        onChange={(holder) => setRule(rule.serviceType, { [side]: holder as RuleHolder })}
                        options={holders.map((value) => ({ value, label: say(`group.holder.${value}`) }))}
                      />
                    </div>
                  ))}
                </div>
              </fieldset>
            ))}
          </Fold>
        )}
      </div>
      <div className="stack">
        {areas.length > 0 && (
          <Select
            label={say('work:group.area')}
            value={draft.area ?? ''}
            onChange={(area) => set({ area: area || null })}
            options={[{ value: '', label: say('feed.allAreas') }, ...areas.map((value) => ({ value, label: value }))]}
          />
        )}
        <TextField
          label={say('work:group.welcome')}
          hint={say('work:group.welcomeHint')}
          rows={3}
          maxLength={1000}
          value={draft.welcome}
          onChange={(welcome) => set({ welcome })}
        />
      </div>
      {draft.share !== undefined && (
        <TextField
          label={say('work:group.share')}
          hint={say('work:group.shareHint')}
          type="number"
          min={5}
          max={95}
          value={draft.share === null ? '' : String(draft.share)}
          error={asked && shareWrong && say('work:group.shareWrong')}
          onChange={(share) => set({ share: share === '' ? null : Number(share.replace(/\D/g, '')) })}
        />
      )}
      <ActTrouble problem={act.problem} />
      <div className="row">
        <Button type="submit" big busy={act.busy}>
          {button}
        </Button>
      </div>
    </form>
  );
}
