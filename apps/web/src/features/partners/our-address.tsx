// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Partner } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { FunctionAddressField } from './function-address-field.tsx';

/** Which function answers for us when this partner asks. */
export function OurAddress({ partner }: { partner: Partner }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [address, setAddress] = useState(partner.ourAddress ?? '');
  const [asked, setAsked] = useState(false);
  const save = useAct(
    (ourAddress: string) =>
      http.patch<Partner>(`/partners/${partner.id}`, { ourAddress }, { version: partner.version }),
    { touches: ['partners'], then: () => announce(say('work:partner.addressSaved')) },
  );
  if (partner.grant.direction !== 'they-ask-us') return null;
  return (
    <Section kind="card" title={say('work:partner.address')}>
      {!partner.ourAddress && (
        <Notice tone="warning">
          <p>{say('work:partner.addressNone')}</p>
        </Notice>
      )}
      {partner.can['address'] ? (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (address.trim()) save.run(address.trim());
            else showFirstError();
          }}
        >
          <FunctionAddressField value={address} asked={asked} onChange={setAddress} />
          <ActTrouble problem={save.problem} />
          <div>
            <Button type="submit" kind="secondary" busy={save.busy}>
              {say('work:partner.addressSave')}
            </Button>
          </div>
        </form>
      ) : (
        <p>{partner.ourAddress}</p>
      )}
    </Section>
  );
}
