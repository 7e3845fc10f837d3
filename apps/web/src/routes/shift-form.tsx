// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Group, HelpRequest, NewRequest, Pool } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { NothingHere } from '../features/nothing-here.tsx';
import { useSensitive } from '../features/requests/use-sensitive.ts';
import { plansShifts } from '../features/takes.ts';
import { dateValue, shiftTimes } from '../features/times.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

const mostPlaces = 20;
const empty = { text: '', date: '', start: '', end: '', places: '1', invites: '' };

export function NewShift() {
  const { id } = useParams({ from: '/inside/groups/$id/shift' });
  return (
    <LoadedPage key={id} query={read.group(id)}>
      {(group) => (plansShifts(group) ? <ShiftPage group={group} /> : <NothingHere />)}
    </LoadedPage>
  );
}

function ShiftPage({ group }: { group: Group }) {
  const { say } = useWords('work');
  return (
    <Page
      title={say('work:shift.new')}
      lead={say('work:shift.newLead', { name: group.name })}
      back={<Back to="/groups/$id" params={{ id: group.id }} label={group.name} />}
    >
      <Form group={group} />
    </Page>
  );
}

function Form({ group }: { group: Group }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const navigate = useNavigate();
  const [draft, set, drop] = useDraft(`shift-${group.id}`, empty);
  const [asked, setAsked] = useState(false);
  const warn = useSensitive();
  const times = shiftTimes(draft.date, draft.start, draft.end);
  const places = Number(draft.places);
  const fits = Number.isInteger(places) && places >= 1 && places <= mostPlaces;
  const make = useAct((body: NewRequest, key) => http.post<HelpRequest>('/requests', body, { key }), {
    touches: ['requests'],
    then: ({ id }) => {
      drop();
      void navigate({ to: '/requests/$id', params: { id } }).then(() => announce(say('work:shift.sent')));
    },
  });
  const send = (invites: number): void => {
    setAsked(true);
    if (!draft.text.trim() || !times || !fits || invites < places) {
      showFirstError();
      return;
    }
    make.run({
      serviceType: 'staffing',
      text: draft.text.trim(),
      groupIds: [group.id],
      ...times,
      headCount: places,
      matching: 'first-come',
      invites,
      send: true,
    });
  };
  return (
    <div className="stack stack-wide">
      <TextField
        label={say('work:shift.what')}
        hint={say('work:shift.whatHint')}
        rows={2}
        maxLength={1000}
        required
        value={draft.text}
        error={asked && !draft.text.trim() && say('work:shift.whatMissing')}
        warning={warn(draft.text)}
        onChange={(text) => set({ text })}
      />
      <div className="row row-start">
        <div className="grow">
          <TextField
            type="date"
            label={say('ask.date')}
            min={dateValue(new Date())}
            value={draft.date}
            error={asked && !draft.date && say('availability.dateMissing')}
            onChange={(date) => set({ date })}
          />
        </div>
        <div className="grow">
          <TextField
            type="time"
            label={say('ask.start')}
            value={draft.start}
            error={asked && !draft.start && say('availability.timeMissing')}
            onChange={(start) => set({ start })}
          />
        </div>
        <div className="grow">
          <TextField
            type="time"
            label={say('ask.end')}
            hint={draft.end && draft.end <= draft.start ? say('availability.nextDay') : undefined}
            value={draft.end}
            error={asked && !draft.end && say('availability.timeMissing')}
            onChange={(end) => set({ end })}
          />
        </div>
        <div className="grow">
          <TextField
            type="number"
            label={say('work:shift.places')}
            min={1}
            max={mostPlaces}
            value={draft.places}
            error={!fits && say('work:shift.placesMissing', { most: mostPlaces })}
            onChange={(chosen) => set({ places: chosen })}
          />
        </div>
      </div>
      {times && fits ? (
        <Loaded query={read.pool(group.id, { ...times, places })} rows={2}>
          {(pool) => (
            <Invitation
              pool={pool}
              places={places}
              chosen={draft.invites}
              choose={(invites) => set({ invites })}
              busy={make.busy}
              problem={make.problem}
              send={send}
            />
          )}
        </Loaded>
      ) : (
        <>
          <p className="quiet">{say('work:shift.whenFirst')}</p>
          <div>
            <Button onPress={() => send(0)}>{say('work:shift.go')}</Button>
          </div>
        </>
      )}
    </div>
  );
}

interface InvitationProps {
  pool: Pool;
  places: number;
  /** Empty as long as the proposal will do. */
  chosen: string;
  choose: (invites: string) => void;
  busy: boolean;
  problem: string | undefined;
  send: (invites: number) => void;
}

/** How many can, how many to invite and why, in words; whoever plans may choose another number. */
function Invitation({ pool, places, chosen, choose, busy, problem, send }: InvitationProps) {
  const { say } = useWords('work');
  if (pool.why === 'nobody')
    return (
      <Notice tone="warning" title={say('work:shift.why.nobody')}>
        <p>{say('work:shift.nobodyLead')}</p>
      </Notice>
    );
  const least = Math.max(places, 1);
  const invites = chosen ? Number(chosen) : Math.max(pool.invites, least);
  const fits = Number.isInteger(invites) && invites >= least && invites <= 200;
  return (
    <Section title={say('work:shift.propose', { count: pool.invites })}>
      <Notice tone="info" icon="people">
        <p>
          {say('work:shift.pool', { people: pool.people, can: pool.can, cannot: pool.cannot, unsaid: pool.unsaid })}
        </p>
        <p>{say(`work:shift.why.${pool.why}`, { places, can: pool.can })}</p>
      </Notice>
      <TextField
        type="number"
        label={say('work:shift.invites')}
        hint={say('work:shift.invitesHint')}
        min={least}
        max={200}
        value={chosen || String(invites)}
        error={!fits && say('work:shift.invitesMissing')}
        onChange={choose}
      />
      <ActTrouble problem={problem} />
      <div>
        <Button big icon="send" busy={busy} onPress={() => fits && send(invites)}>
          {say('work:shift.go')}
        </Button>
      </div>
    </Section>
  );
}
