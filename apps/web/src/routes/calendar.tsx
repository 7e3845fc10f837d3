// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { CalendarFeed } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Loaded } from '../features/loaded.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

export function CalendarPage() {
  const { say } = useWords();
  return (
    <Page title={say('calendar.title')} lead={say('calendar.lead')} back={<Back to="/me" label={say('nav.me')} />}>
      <div className="stack stack-wide">
        <Notice tone="neutral" icon="lock">
          <p>{say('calendar.knows')}</p>
        </Notice>
        <Loaded query={read.calendarFeed()} rows={1}>
          {(feed) => <Address since={feed.since} />}
        </Loaded>
      </div>
    </Page>
  );
}

function Address({ since }: { since: string | null }) {
  const { say, date } = useWords();
  const { say: announce, soon } = useAnnounce();
  const [renewing, setRenewing] = useState(false);
  // Shown once: the server keeps no more than a hash of it.
  const [address, setAddress] = useState<string | null>(null);
  const touches = ['calendar-feed'];
  const make = useAct((_: undefined, key) => http.post<CalendarFeed>('/me/calendar-feed', undefined, { key }), {
    touches,
    then: (made) => {
      setRenewing(false);
      setAddress(made.address);
      announce(say('calendar.made'));
    },
  });
  const end = useAct(() => http.delete('/me/calendar-feed'), {
    touches,
    then: () => {
      setAddress(null);
      announce(say('calendar.ended'));
    },
  });
  return (
    <Section title={say('calendar.address')}>
      <ActTrouble problem={make.problem ?? end.problem} />
      {address && <Shown address={address} />}
      <p>{since ? say('calendar.since', { when: date(since) }) : say('calendar.none')}</p>
      <div className="row">
        <Button
          kind={since ? 'secondary' : 'primary'}
          icon="calendar"
          busy={make.busy}
          onPress={() => (since ? setRenewing(true) : make.run(undefined))}
        >
          {say(since ? 'calendar.renew' : 'calendar.make')}
        </Button>
        {since && (
          <Button
            kind="secondary"
            danger
            busy={end.busy}
            onPress={() => soon(say('calendar.ending'), () => end.run(undefined))}
          >
            {say('calendar.end')}
          </Button>
        )}
      </div>
      {since && <p className="quiet small">{say('calendar.renewHint')}</p>}
      <Dialog
        open={renewing}
        onClose={() => setRenewing(false)}
        title={say('calendar.renewTitle')}
        closeLabel={say('common.close')}
      >
        <p>{say('calendar.renewFinal')}</p>
        <ActTrouble problem={make.problem} />
        <div className="row">
          <Button busy={make.busy} onPress={() => make.run(undefined)}>
            {say('calendar.renewYes')}
          </Button>
          <Button kind="secondary" onPress={() => setRenewing(false)}>
            {say('calendar.keep')}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}

// Without https a browser has no clipboard: then this fails like a refused one.
const copy = async (text: string): Promise<void> => navigator.clipboard.writeText(text);

function Shown({ address }: { address: string }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  return (
    <div className="card card-tinted">
      <p className="kind">{say('calendar.once')}</p>
      <code className="link-box">{address}</code>
      <div className="row">
        <a className="ds-button" data-variant="primary" href={address.replace(/^https?:/, 'webcal:')}>
          <Icon name="calendar" />
          <span>{say('calendar.open')}</span>
        </a>
        <Button
          kind="secondary"
          icon="copy"
          onPress={() =>
            void copy(address).then(
              () => announce(say('calendar.copied')),
              () => announce(address),
            )
          }
        >
          {say('calendar.copy')}
        </Button>
      </div>
      <p className="quiet small">{say('calendar.secret')}</p>
    </div>
  );
}
