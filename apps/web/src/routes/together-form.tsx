// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { CreateStandingOffer, Group, StandingOffer } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Go } from '../features/go.tsx';
import { Loaded } from '../features/loaded.tsx';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { LooksLikeAdvertising } from '../features/safety/looks-like-advertising.tsx';
import { useMe, useTenant } from '../features/session.ts';
import { offersIn } from '../features/takes.ts';
import { dateValue } from '../features/times.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { lasting } from '../words/dates.ts';
import { useWords } from '../words/use-words.ts';

const ideas = ['walk', 'coffee', 'cards', 'library', 'cook'] as const;
const lengths = [30, 60, 120, 180];
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const inDays = (days: number): string => dateValue(new Date(Date.now() + days * 86_400_000));

interface Draft {
  text: string;
  weekday: string;
  at: string;
  minutes: string;
  area: string;
  /** Null until the person chooses; then all in which they may. */
  groupIds: string[] | null;
  atOnce: string;
  until: string;
}

const empty: Draft = {
  text: '',
  weekday: '4',
  at: '14:00',
  minutes: '60',
  area: '',
  groupIds: null,
  atOnce: '1',
  until: '',
};

export function NewTogether() {
  const { say } = useWords();
  return (
    <Page
      title={say('together.new')}
      lead={say('together.newLead')}
      back={<Back to="/together" label={say('together.title')} />}
    >
      <Loaded query={read.allGroups()} rows={4}>
        {(all) => {
          const groups = all.filter((group) => offersIn(group, 'social'));
          return groups.length > 0 ? (
            <Form groups={groups} />
          ) : (
            <Blank icon="people" title={say('together.noGroup')}>
              <Go to="/groups">{say('ask.findGroup')}</Go>
            </Blank>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Form({ groups }: { groups: Group[] }) {
  const { say } = useWords();
  const { areas } = useTenant();
  const me = useMe();
  const navigate = useNavigate();
  const { say: announce } = useAnnounce();
  const [draft, set, drop] = useDraft<Draft>('together', { ...empty, area: me.person.area ?? '', until: inDays(90) });
  const [asked, setAsked] = useState(false);
  const warn = useSensitive();
  const groupIds = (draft.groupIds ?? groups.map(({ id }) => id)).filter((id) => groups.some((one) => one.id === id));
  const inTime = draft.until >= inDays(0) && draft.until <= inDays(182);
  const problems = {
    text: asked && !draft.text.trim() && say('together.whatMissing'),
    at: asked && !draft.at && say('together.timeMissing'),
    groups: asked && groupIds.length === 0 && say('together.groupsMissing'),
    until: asked && !inTime && say('together.untilMissing'),
  };
  const make = useAct((body: CreateStandingOffer, key) => http.post<StandingOffer>('/standing-offers', body, { key }), {
    touches: ['standing-offers'],
    then: () => {
      drop();
      void navigate({ to: '/together' }).then(() => announce(say('together.published')));
    },
  });
  const submit = (): void => {
    setAsked(true);
    if (!draft.text.trim() || !draft.at || groupIds.length === 0 || !inTime) {
      showFirstError();
      return;
    }
    make.run({
      text: draft.text.trim(),
      ...(draft.area ? { area: draft.area } : {}),
      weekday: Number(draft.weekday),
      at: draft.at,
      minutes: Number(draft.minutes),
      groupIds,
      atOnce: Number(draft.atOnce) || 1,
      until: new Date(`${draft.until}T23:59`).toISOString(),
    });
  };
  return (
    <form
      className="stack stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="stack">
        <TextField
          label={<span className="legend-big">{say('together.what')}</span>}
          hint={say('together.whatHint')}
          rows={2}
          maxLength={300}
          required
          value={draft.text}
          error={problems.text}
          warning={warn(draft.text)}
          onChange={(text) => set({ text })}
        />
        {!draft.text && (
          <div className="chips" role="group" aria-label={say('together.ideas')}>
            {ideas.map((idea) => (
              <button
                key={idea}
                type="button"
                className="chip"
                onClick={() => set({ text: say(`together.idea.${idea}`) })}
              >
                {say(`together.idea.${idea}`)}
              </button>
            ))}
          </div>
        )}
      </div>
      <div className="row row-start">
        <div className="grow">
          <Select
            label={say('together.weekday')}
            value={draft.weekday}
            onChange={(weekday) => set({ weekday })}
            options={weekdays.map((day) => ({ value: String(day), label: say(`together.day.${day}`) }))}
          />
        </div>
        <div className="grow">
          <TextField
            type="time"
            label={say('together.time')}
            value={draft.at}
            error={problems.at}
            onChange={(at) => set({ at })}
          />
        </div>
        <div className="grow">
          <Select
            label={say('together.lasts')}
            value={draft.minutes}
            onChange={(minutes) => set({ minutes })}
            options={lengths.map((length) => ({ value: String(length), label: lasting(length, say) }))}
          />
        </div>
      </div>
      {areas.length > 0 && (
        <Select
          label={say('together.where')}
          value={draft.area}
          onChange={(area) => set({ area })}
          options={[{ value: '', label: say('ask.anyArea') }, ...areas.map((value) => ({ value, label: value }))]}
        />
      )}
      <SomeOf
        legend={say('together.groups')}
        hint={say('together.groupsHint')}
        look="list"
        value={groupIds}
        error={problems.groups}
        onChange={(chosen) => set({ groupIds: chosen })}
        options={groups.map((group) => ({ value: group.id, label: group.name, hint: group.area ?? undefined }))}
      />
      <div className="row row-start">
        <div className="grow">
          <TextField
            type="number"
            label={say('together.atOnce')}
            hint={say('together.atOnceHint')}
            min={1}
            max={10}
            value={draft.atOnce}
            onChange={(atOnce) => set({ atOnce })}
          />
        </div>
        <div className="grow">
          <TextField
            type="date"
            label={say('together.until')}
            hint={say('together.untilHint')}
            min={inDays(0)}
            max={inDays(182)}
            value={draft.until}
            error={problems.until}
            onChange={(until) => set({ until })}
          />
        </div>
      </div>
      <LooksLikeAdvertising text={draft.text} />
      <ActTrouble problem={make.problem} />
      <div>
        <Button type="submit" big icon="send" busy={make.busy}>
          {say('together.publish')}
        </Button>
      </div>
    </form>
  );
}
