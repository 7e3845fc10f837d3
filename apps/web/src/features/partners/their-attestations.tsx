// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Partner, PartnerAttestations } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { useMe } from '../session.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

const lengths = [7, 14, 30];

/** Whether what this partner attests counts here: our own rule, of which it is told nothing. */
export function TheirAttestations({ partner }: { partner: Partner }) {
  const { say } = useWords('work');
  const me = useMe();
  if (!me.can['passport.trust'] || partner.state === 'ended') return null;
  return (
    <Section title={say('work:issuer.title', { name: partner.name })}>
      <p className="quiet measure">{say('work:issuer.lead', { name: partner.name })}</p>
      <Loaded query={read.partnerAttestations(partner.id)} rows={1}>
        {(now) => <Rule key={String(now.days)} partner={partner} now={now} />}
      </Loaded>
    </Section>
  );
}

function Rule({ partner, now }: { partner: Partner; now: PartnerAttestations }) {
  const { say } = useWords('work');
  const { say: announce, soon } = useAnnounce();
  const [days, setDays] = useState(now.days ?? 14);
  const path = `/partners/${partner.id}/attestations`;
  const trust = useAct((body: { days: number }) => http.put<PartnerAttestations>(path, body), {
    touches: ['issuers'],
    then: () => announce(say('work:issuer.saved')),
  });
  const stop = useAct(() => http.delete(path), {
    touches: ['issuers'],
    then: () => announce(say('work:issuer.stopped')),
  });
  return (
    <div className="stack">
      <p>
        <strong>{now.accepted ? say('work:issuer.on', { count: now.days ?? 0 }) : say('work:issuer.off')}</strong>
      </p>
      <Select
        label={say('work:issuer.days')}
        hint={say('work:issuer.daysHint')}
        value={String(days)}
        onChange={(value) => setDays(Number(value))}
        options={[...new Set([...lengths, days])]
          .sort((a, b) => a - b)
          .map((count) => ({ value: String(count), label: say('work:issuer.length', { count }) }))}
      />
      <ActTrouble problem={trust.problem ?? stop.problem} />
      <div className="row">
        <Button kind="secondary" busy={trust.busy} onPress={() => trust.run({ days })}>
          {say(now.accepted ? 'work:issuer.change' : 'work:issuer.start')}
        </Button>
        {now.accepted && (
          <Button
            kind="tertiary"
            busy={stop.busy}
            onPress={() => soon(say('work:issuer.stopping'), () => stop.run(undefined))}
          >
            {say('work:issuer.stop')}
          </Button>
        )}
      </div>
    </div>
  );
}
