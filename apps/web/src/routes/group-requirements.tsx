// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { GroupRequirements, RequirementInput, ServiceType } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { LoadedPage } from '../features/loaded.tsx';
import { itemKey, useDemandName } from '../features/qualifications/checklist.tsx';
import { serviceTypes } from '../features/service-types.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

type Item = GroupRequirements['items'][number];
type Kind = RequirementInput['kind'];
const kinds: readonly Kind[] = ['interview', 'course', 'declaration', 'register-extract', 'minimum-age', 'language'];
const isNamed = (kind: Kind): kind is 'course' | 'language' | 'register-extract' =>
  kind === 'course' || kind === 'language' || kind === 'register-extract';
const same = (one: Item) => (other: Item) =>
  itemKey(one) === itemKey(other) && one.purpose === other.purpose && one.serviceType === other.serviceType;

/** What a group demands of whoever asks or helps there. */
export function GroupRequirementsPage() {
  const { id } = useParams({ from: '/inside/groups/$id/requirements' });
  return (
    <LoadedPage query={read.group(id)}>
      {(group) => (
        <LoadedPage query={read.requirements(id)}>
          {({ items }) => <Demands id={id} name={group.name} items={items} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function Demands({ id, name, items }: { id: string; name: string; items: Item[] }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const nameOf = useDemandName();
  const touches = ['requirements', 'qualifications', 'requests'];
  const put = (next: Item[]) => http.put<GroupRequirements>(`/groups/${id}/requirements`, { items: next });
  const undo = useAct(put, { touches });
  const save = useAct(put, {
    touches,
    then: () => announce(say('work:qualification.saved'), () => undo.run(items)),
  });
  const lines = [...new Set(items.map((item) => `${item.purpose}|${itemKey(item)}`))].map((key) =>
    items.filter((item) => `${item.purpose}|${itemKey(item)}` === key),
  );
  return (
    <Page
      title={say('work:qualification.settleTitle', { group: name })}
      lead={say('work:qualification.settleLead')}
      back={<Back to="/groups/$id" params={{ id }} label={name} />}
    >
      <div className="stack stack-wide">
        <ActTrouble problem={save.problem ?? undo.problem} />
        {items.length === 0 && <p className="quiet">{say('work:qualification.none')}</p>}
        <ul className={lines.length > 0 ? 'list' : undefined}>
          {lines.map((alike) => {
            const [first] = alike as [Item];
            const kindsOfHelp = alike.map(({ serviceType }) => say(`kind.${serviceType}`)).join(', ');
            return (
              <li key={`${first.purpose}|${itemKey(first)}`}>
                <div className="grow">
                  <strong dir="auto">{nameOf(first)}</strong>
                  <p className="quiet small">
                    {say(first.purpose === 'help' ? 'qualification.forHelp' : 'qualification.forAsk', {
                      kinds: kindsOfHelp,
                    })}
                  </p>
                </div>
                <Button
                  kind="tertiary"
                  label={say('work:qualification.dropName', { name: nameOf(first) })}
                  onPress={() => save.run(items.filter((item) => !alike.includes(item)))}
                >
                  {say('work:qualification.drop')}
                </Button>
              </li>
            );
          })}
        </ul>
        <Add busy={save.busy} add={(more) => save.run([...items.filter((item) => !more.some(same(item))), ...more])} />
      </div>
    </Page>
  );
}

function Add({ busy, add }: { busy: boolean; add: (more: Item[]) => void }) {
  const { say } = useWords('work');
  const [kind, setKind] = useState<Kind>('interview');
  const [purpose, setPurpose] = useState<Item['purpose']>('help');
  const [types, setTypes] = useState<ServiceType[]>([]);
  const [subject, setSubject] = useState('');
  const [years, setYears] = useState('18');
  const [months, setMonths] = useState('');
  const [asked, setAsked] = useState(false);
  const within = (text: string, least: number, most: number): boolean =>
    /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
  const wrong = {
    subject: isNamed(kind) && !subject.trim() && say('work:qualification.subjectMissing'),
    years: kind === 'minimum-age' && !within(years, 13, 99) && say('work:qualification.yearsWrong'),
    months: months !== '' && !within(months, 1, 120) && say('work:qualification.monthsWrong'),
    types: types.length === 0 && say('work:qualification.typesMissing'),
  };
  const submit = (): void => {
    setAsked(true);
    if (Object.values(wrong).some(Boolean)) return showFirstError();
    const shared = {
      purpose,
      kind,
      subject: isNamed(kind) ? subject.trim() : '',
      years: kind === 'minimum-age' ? Number(years) : null,
      validMonths: months ? Number(months) : null,
    };
    add(types.map((serviceType) => ({ ...shared, serviceType })));
    setAsked(false);
    setSubject('');
    setTypes([]);
  };
  return (
    <Card look="tinted" label={say('work:qualification.add')}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 className="heading">{say('work:qualification.add')}</h2>
        <Select
          label={say('work:qualification.what')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          options={kinds.map((value) => ({ value, label: say(`work:qualification.kind.${value}`) }))}
        />
        {isNamed(kind) && (
          <TextField
            label={say(`work:qualification.${kind}`)}
            value={subject}
            maxLength={80}
            required
            error={asked && wrong.subject}
            onChange={setSubject}
          />
        )}
        {kind === 'minimum-age' && (
          <TextField
            label={say('work:qualification.years')}
            value={years}
            type="number"
            min={13}
            max={99}
            error={asked && wrong.years}
            onChange={setYears}
          />
        )}
        <Select
          label={say('work:qualification.of')}
          value={purpose}
          onChange={(value) => setPurpose(value as Item['purpose'])}
          options={(['help', 'ask'] as const).map((value) => ({
            value,
            label: say(`work:qualification.purpose.${value}`),
          }))}
        />
        <SomeOf<ServiceType>
          legend={say('work:qualification.types')}
          look="chips"
          value={types}
          error={asked && wrong.types}
          onChange={setTypes}
          options={serviceTypes.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        {kind !== 'declaration' && (
          <TextField
            label={say('work:qualification.months')}
            hint={say('work:qualification.monthsHint')}
            value={months}
            type="number"
            min={1}
            max={120}
            error={asked && wrong.months}
            onChange={setMonths}
          />
        )}
        <div>
          <Button type="submit" busy={busy}>
            {say('work:qualification.addIt')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
