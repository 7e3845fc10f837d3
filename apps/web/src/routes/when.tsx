// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Availability } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Loaded } from '../features/loaded.tsx';
import { dateValue, shiftTimes } from '../features/times.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

const touches = ['availability'];

/** When one can take a shift: whoever plans learns how many can, and not who. */
export function When() {
  const { say } = useWords();
  return (
    <Page
      title={say('availability.title')}
      lead={say('availability.lead')}
      back={<Back to="/me" label={say('nav.me')} />}
    >
      <div className="stack stack-wide">
        <Notice tone="neutral" icon="lock">
          <p>{say('availability.knows')}</p>
        </Notice>
        <Form />
        <Section title={say('availability.said')}>
          <Loaded query={read.availability()} rows={2}>
            {(items) => <Times items={items} />}
          </Loaded>
        </Section>
      </div>
    </Page>
  );
}

function Form() {
  const { say, span } = useWords();
  const { say: announce } = useAnnounce();
  const [date, setDate] = useState('');
  const [start, setStart] = useState('07:00');
  const [end, setEnd] = useState('16:00');
  const [asked, setAsked] = useState(false);
  const add = useAct(
    (body: { from: string; to: string }, key) => http.post<Availability>('/me/availability', body, { key }),
    {
      touches,
      then: ({ from, to }) => {
        setAsked(false);
        setDate('');
        announce(say('availability.added', { when: span(from, to) }));
      },
    },
  );
  const times = shiftTimes(date, start, end);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (times) add.run(times);
        else showFirstError();
      }}
    >
      <div className="row row-start">
        <div className="grow">
          <TextField
            type="date"
            label={say('ask.date')}
            min={dateValue(new Date())}
            value={date}
            error={asked && !date && say('availability.dateMissing')}
            onChange={setDate}
          />
        </div>
        <div className="grow">
          <TextField
            type="time"
            label={say('ask.start')}
            value={start}
            error={asked && !start && say('availability.timeMissing')}
            onChange={setStart}
          />
        </div>
        <div className="grow">
          <TextField
            type="time"
            label={say('ask.end')}
            hint={end && end <= start ? say('availability.nextDay') : undefined}
            value={end}
            error={asked && !end && say('availability.timeMissing')}
            onChange={setEnd}
          />
        </div>
      </div>
      <ActTrouble problem={add.problem} />
      <div>
        <Button type="submit" icon="plus" busy={add.busy}>
          {say('availability.add')}
        </Button>
      </div>
    </form>
  );
}

function Times({ items }: { items: Availability[] }) {
  const { say, span } = useWords();
  const { soon } = useAnnounce();
  const remove = useAct((id: string) => http.delete(`/me/availability/${id}`), { touches });
  if (items.length === 0) return <p className="quiet">{say('availability.empty')}</p>;
  return (
    <>
      <ActTrouble problem={remove.problem} />
      <ul className="list">
        {items.map(({ id, from, to }) => (
          <li key={id}>
            <span className="grow">{span(from, to)}</span>
            <Button
              kind="tertiary"
              label={say('availability.removeThat', { when: span(from, to) })}
              onPress={() => soon(say('availability.removing'), () => remove.run(id))}
            >
              {say('availability.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
