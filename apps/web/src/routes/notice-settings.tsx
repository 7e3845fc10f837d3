// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { NoticeSettings } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { Loaded } from '../features/loaded.tsx';
import { ContactPoint } from '../features/notices/contact.tsx';
import { OnDuty } from '../features/notices/on-duty.tsx';
import { ThisBrowser } from '../features/notices/this-browser.tsx';
import { useMe } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

const monthMs = 30 * 86_400_000;

export function NoticeSettingsPage() {
  const { say } = useWords();
  return (
    <Page
      title={say('notices.settings')}
      lead={say('notices.settingsLead')}
      back={<Back to="/notices" label={say('notices.title')} />}
    >
      <Loaded query={read.noticeSettings()}>{(settings) => <Ways settings={settings} />}</Loaded>
    </Page>
  );
}

function Ways({ settings }: { settings: NoticeSettings }) {
  const { say, date } = useWords();
  const { say: announce } = useAnnounce();
  const save = useAct((change: object) => http.patch<NoticeSettings>('/me/notice-settings', change), {
    touches: ['notice-settings'],
    then: () => announce(say('notices.saved')),
  });
  const contact = (channel: 'email' | 'sms') => settings.contacts.find((one) => one.channel === channel);
  const paused = settings.pausedUntil !== null && new Date(settings.pausedUntil) > new Date();
  return (
    <div className="stack stack-wide">
      <ActTrouble problem={save.problem} />
      <OnDuty settings={settings} save={save.run} />
      <Section title={say('notices.here')}>
        <ThisBrowser browsers={settings.browsers} />
        <OneOf
          legend={say('notices.lockScreen')}
          look="list"
          value={settings.sayWhat ? 'what' : 'only'}
          onChange={(choice) => save.run({ sayWhat: choice === 'what' })}
          options={[
            { value: 'only', label: say('notices.onlySomething'), hint: say('notices.onlySomethingHint') },
            { value: 'what', label: say('notices.alsoWhat'), hint: say('notices.alsoWhatHint') },
          ]}
        />
      </Section>
      {(['email', 'sms'] as const)
        .filter((channel) => settings.available.includes(channel))
        .map((channel) => (
          <Section key={channel} title={say(`notices.channel.${channel}`)}>
            <ContactPoint channel={channel} known={contact(channel)} />
          </Section>
        ))}
      <Section title={say('notices.when')}>
        <Hours settings={settings} save={save.run} busy={save.busy} />
        {paused ? (
          <div className="stack">
            <p>{say('notices.pausedUntil', { when: date(settings.pausedUntil ?? '') })}</p>
            <div>
              <Button kind="secondary" onPress={() => save.run({ pausedUntil: null })}>
                {say('notices.resume')}
              </Button>
            </div>
          </div>
        ) : (
          <div className="stack">
            <p className="quiet">{say('notices.pauseHint')}</p>
            <div>
              <Button
                kind="secondary"
                onPress={() => save.run({ pausedUntil: new Date(Date.now() + monthMs).toISOString() })}
              >
                {say('notices.pauseMonth')}
              </Button>
            </div>
          </div>
        )}
      </Section>
      <Kinds settings={settings} save={save.run} />
    </div>
  );
}

function Hours({ settings, save, busy }: { settings: NoticeSettings; save: (change: object) => void; busy: boolean }) {
  const { say } = useWords();
  const [quietFrom, setFrom] = useState(settings.quietFrom);
  const [quietTo, setTo] = useState(settings.quietTo);
  const [digestAt, setDigest] = useState(settings.digestAt ?? '17:00');
  const [missing, setMissing] = useState(false);
  const noTime = (time: string) => missing && !time && say('notices.timeMissing');
  const [gathered, setGathered] = useState<'once' | 'daily'>(settings.digestAt ? 'daily' : 'once');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const whole = Boolean(quietFrom && quietTo && (gathered === 'once' || digestAt));
        setMissing(!whole);
        if (whole) save({ quietFrom, quietTo, digestAt: gathered === 'daily' ? digestAt : null });
        else showFirstError();
      }}
    >
      <div className="row">
        <TextField
          label={say('notices.quietFrom')}
          type="time"
          value={quietFrom}
          onChange={setFrom}
          error={noTime(quietFrom)}
        />
        <TextField
          label={say('notices.quietTo')}
          type="time"
          value={quietTo}
          onChange={setTo}
          error={noTime(quietTo)}
        />
      </div>
      <OneOf
        legend={say('notices.gathered')}
        look="list"
        value={gathered}
        onChange={setGathered}
        options={[
          { value: 'once', label: say('notices.atOnce') },
          { value: 'daily', label: say('notices.daily') },
        ]}
      />
      {gathered === 'daily' && (
        <TextField
          label={say('notices.dailyAt')}
          type="time"
          value={digestAt}
          onChange={setDigest}
          error={noTime(digestAt)}
        />
      )}
      <div>
        <Button type="submit" kind="secondary" busy={busy}>
          {say('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** Only what can concern this person: the rest would be noise. */
function Kinds({ settings, save }: { settings: NoticeSettings; save: (change: object) => void }) {
  const { say } = useWords();
  const me = useMe();
  const concerns = (kind: string) =>
    (!kind.startsWith('partner-request.') || me.can['partnerRequest.read'] === true) &&
    (kind !== 'group.applied' || me.groups.some(({ leader }) => leader) || me.can['group.create'] === true);
  return (
    <Fold title={say('notices.perKind')}>
      <p className="quiet">{say('notices.perKindHint')}</p>
      {settings.choices
        .filter(({ kind }) => concerns(kind))
        .map((choice) => (
          <Kind key={choice.kind} choice={choice} available={settings.available} save={save} />
        ))}
    </Fold>
  );
}

/** Holds what was chosen, so that two taps in a row are both kept. */
function Kind({
  choice: { kind, channels },
  available,
  save,
}: {
  choice: NoticeSettings['choices'][number];
  available: NoticeSettings['available'];
  save: (change: object) => void;
}) {
  const { say } = useWords();
  const [chosen, setChosen] = useState(channels);
  return (
    <SomeOf
      legend={say(`notices.kind.${kind.replace('.', '_')}`)}
      look="chips"
      value={chosen}
      onChange={(next) => {
        setChosen(next);
        save({ choices: [{ kind, channels: next }] });
      }}
      options={available.map((channel) => ({ value: channel, label: say(`notices.channel.${channel}`) }))}
    />
  );
}
