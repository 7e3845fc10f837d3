// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import type { Grant, MadePartnerInvitation } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { CopyLink } from '../features/copy-link.tsx';
import { GrantForm } from '../features/partners/grant-form.tsx';
import { FunctionAddressField } from '../features/partners/function-address-field.tsx';
import { Qr } from '../features/partners/qr.tsx';
import { FourWords } from '../features/partners/words-list.tsx';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function PartnerInvite() {
  const { say, date } = useWords('work');
  const { areas } = useTenant();
  const [grant, setGrant] = useState<Grant>(() => ({
    direction: 'we-ask-them',
    serviceTypes: ['accompany', 'social', 'practical'],
    areas: [],
    perDay: 20,
    previewFields: ['text', 'area', 'time', 'headCount'],
    validTo: new Date(Date.now() + 365 * 86_400_000).toISOString(),
    purpose: say('work:grant.purposeDefault'),
    legalBasis: say('work:grant.legalBasisDefault'),
  }));
  const [address, setAddress] = useState('');
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<MadePartnerInvitation | null>(null);
  const invite = useAct(
    (body: { grant: Grant; functionAddress?: string }, key) =>
      http.post<MadePartnerInvitation>('/partner-invitations', body, { key }),
    { touches: ['partner-invitations'], then: setMade },
  );
  /** They will ask us: then they must know who answers. */
  const weAnswer = grant.direction === 'they-ask-us';
  const back = <Back to="/partners" label={say('nav.partners')} />;
  if (made) {
    return (
      <Page key="made" title={say('work:partner.made')} lead={say('work:partner.madeLead')} back={back}>
        <div className="stack stack-wide">
          <div className="card card-tinted">
            <h2 className="heading">{say('work:partner.words')}</h2>
            <FourWords words={made.words} />
            <p>{say('work:partner.wordsHow')}</p>
          </div>
          <section className="stack">
            <h2 className="heading">{say('work:partner.link')}</h2>
            <Qr svg={made.qr} label={say('work:partner.qr')} />
            <code className="link-box link-box-short">{made.link}</code>
            <div className="row">
              <CopyLink link={made.link} />
              <span className="quiet small">{say('invitation.until', { date: date(made.expiresAt) })}</span>
            </div>
          </section>
        </div>
      </Page>
    );
  }
  return (
    <Page title={say('work:partner.invite')} lead={say('work:partner.inviteLead')} back={back}>
      <form
        className="stack stack-wide"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          const functionAddress = address.trim();
          if (weAnswer && !functionAddress) showFirstError();
          else invite.run({ grant, ...(weAnswer ? { functionAddress } : {}) });
        }}
      >
        <GrantForm grant={grant} set={(change) => setGrant((before) => ({ ...before, ...change }))} areas={areas} />
        {weAnswer && <FunctionAddressField value={address} asked={asked} onChange={setAddress} />}
        <Notice tone="neutral" icon="shield">
          <p>{say('work:partner.narrow')}</p>
        </Notice>
        <ActTrouble problem={invite.problem} />
        <div className="row">
          <Button type="submit" big busy={invite.busy}>
            {say('work:partner.make')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
