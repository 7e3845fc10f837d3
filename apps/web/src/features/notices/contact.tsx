// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { NoticeSettings } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { useAct } from '../use-act.ts';

type Contact = NoticeSettings['contacts'][number];

/** `070 …` as people write it, in the form that works everywhere. */
const international = (number: string): string => {
  const bare = number.replaceAll(/[\s()-]/g, '');
  return bare.startsWith('00') ? `+${bare.slice(2)}` : bare.startsWith('0') ? `+46${bare.slice(1)}` : bare;
};

/** An address, the code that was sent there, and the way to take it back. */
export function ContactPoint({ channel, known }: { channel: 'email' | 'sms'; known: Contact | undefined }) {
  const { say } = useWords();
  const { say: announce, soon } = useAnnounce();
  const [address, setAddress] = useState(known?.address ?? '');
  const [code, setCode] = useState('');
  const [empty, setEmpty] = useState(false);
  const [noCode, setNoCode] = useState(false);
  const settings = { touches: ['notice-settings'] };
  const path = `/me/contact-points/${channel}`;
  const wanted = channel === 'sms' ? international(address) : address.trim();
  const give = useAct(() => http.put(path, { address: wanted }), {
    ...settings,
    then: () => announce(say('notices.codeSent')),
  });
  const verify = useAct(() => http.put(`${path}/verification`, { code: code.trim() }), {
    ...settings,
    then: () => announce(say('notices.verified')),
  });
  const takeBack = useAct(() => http.delete(path), {
    ...settings,
    // The address stays in its field: a new code brings it back.
    then: () => announce(say('notices.takenBack')),
  });
  const waits = known && !known.verified && known.address === wanted;
  return (
    <div className="stack">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(!wanted);
          if (wanted) give.run(undefined);
          else showFirstError();
        }}
      >
        <TextField
          label={say(`notices.${channel}`)}
          hint={say(`notices.${channel}Hint`)}
          type={channel === 'email' ? 'email' : 'tel'}
          autoComplete={channel === 'email' ? 'email' : 'tel'}
          value={address}
          maxLength={160}
          onChange={setAddress}
          error={empty ? say(`notices.${channel}Missing`) : give.problem}
        />
        <div className="row">
          {known?.verified && known.address === wanted ? (
            <Tag tone="success">{say('notices.confirmed')}</Tag>
          ) : (
            <Button type="submit" kind="secondary" busy={give.busy}>
              {say(waits ? 'notices.newCode' : 'notices.sendCode')}
            </Button>
          )}
          {known && (
            <Button
              kind="secondary"
              busy={takeBack.busy}
              onPress={() => soon(say('notices.takingBack'), () => takeBack.run(undefined))}
            >
              {say('notices.takeBack')}
            </Button>
          )}
        </div>
      </form>
      {waits && (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setNoCode(!code.trim());
            if (code.trim()) verify.run(undefined);
            else showFirstError();
          }}
        >
          <TextField
            label={say('notices.code')}
            hint={say('notices.codeHint', { address: known.address })}
            autoComplete="one-time-code"
            value={code}
            maxLength={6}
            onChange={setCode}
            error={noCode ? say('notices.codeMissing') : verify.problem}
          />
          <div>
            <Button type="submit" busy={verify.busy}>
              {say('notices.confirm')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
