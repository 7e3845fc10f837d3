// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import type { Grant, Partner, PartnerPreview } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { GrantForm } from '../features/partners/grant-form.tsx';
import { FunctionAddressField } from '../features/partners/function-address-field.tsx';
import { GrantWords } from '../features/partners/grant.tsx';
import { FourWords } from '../features/partners/words-list.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useDraft } from '../features/use-draft.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { SomeOf } from '../ui/choices.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Ticks } from '../ui/ticks.tsx';
import { useWords } from '../words/use-words.ts';

export function PartnerAccept() {
  const { say } = useWords('work');
  const search = useSearch({ from: '/inside/partners/accept' });
  const [draft, set, drop] = useDraft('partner-link', { link: '' });
  const link = (draft.link || search.link || '').trim();
  const [seen, setSeen] = useState<{ link: string; preview: PartnerPreview } | null>(null);
  const preview = useAct(
    async (wanted: string, key) => ({
      link: wanted,
      preview: await http.post<PartnerPreview>('/partner-invitations/preview', { link: wanted }, { key }),
    }),
    { then: setSeen },
  );
  if (seen)
    return <Compare key={seen.link} link={seen.link} preview={seen.preview} back={() => setSeen(null)} done={drop} />;
  return (
    <Page
      title={say('work:accept.title')}
      lead={say('work:accept.lead')}
      back={<Back to="/partners" label={say('nav.partners')} />}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (link) preview.run(link);
        }}
      >
        <TextField
          label={say('work:accept.link')}
          hint={say('work:accept.linkHint')}
          rows={3}
          value={draft.link || search.link || ''}
          onChange={(value) => set({ link: value })}
        />
        <ActTrouble problem={preview.problem} />
        <div className="row">
          <Button type="submit" big busy={preview.busy} blocked={!link && say('work:accept.linkMissing')}>
            {say('work:accept.look')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Compare({
  link,
  preview,
  back,
  done,
}: {
  link: string;
  preview: PartnerPreview;
  back: () => void;
  done: () => void;
}) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const navigate = useNavigate();
  const [grant, setGrant] = useState<Grant>(preview.grant);
  const [narrowed, setNarrowed] = useState(false);
  const [address, setAddress] = useState('');
  const [same, setSame] = useState<string[]>([]);
  const [asked, setAsked] = useState(false);
  const accept = useAct((body: object, key) => http.post<Partner>('/partners', body, { key }), {
    touches: ['partners'],
    then: ({ id, name }) => {
      announce(say('work:accept.done', { name }));
      void navigate({ to: '/partners/$id', params: { id } }).then(done);
    },
  });
  const sees = (fields: string[]): string[] =>
    fields.map((field) => say(`work:sees.${field}`, { defaultValue: field }));
  return (
    <Page title={say('work:accept.from', { name: preview.from.name })} lead={say('work:accept.compareLead')}>
      <div className="stack stack-wide">
        <Section kind="card card-tinted" title={say('work:partner.words')}>
          <FourWords words={preview.words} />
          <p>{say('work:accept.call', { name: preview.from.name })}</p>
        </Section>
        <div className="grid">
          <section className="card">
            <h2 className="heading heading-sm">{say('work:accept.theyWillSee', { name: preview.from.name })}</h2>
            <Ticks icon="eye" items={sees(preview.theyWillSee)} />
          </section>
          <section className="card">
            <h2 className="heading heading-sm">{say('work:accept.weWillSee')}</h2>
            <Ticks icon="eye" items={sees(preview.weWillSee)} />
          </section>
        </div>
        <Section kind="card" title={say('work:grant.title')}>
          <GrantWords grant={grant} name={preview.from.name} />
          <Fold title={say('work:accept.narrow')}>
            <p className="quiet">{say('work:accept.narrowLead')}</p>
            <GrantForm
              grant={grant}
              within={preview.grant}
              areas={[]}
              set={(change) => {
                setNarrowed(true);
                setGrant((before) => ({ ...before, ...change }));
              }}
            />
          </Fold>
        </Section>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (address.trim() && same.length > 0) {
              accept.run({ link, functionAddress: address.trim(), ...(narrowed ? { grant } : {}) });
            } else showFirstError();
          }}
        >
          <FunctionAddressField value={address} asked={asked} onChange={setAddress} />
          <SomeOf
            legend={<span className="hidden-words">{say('work:partner.words')}</span>}
            look="list"
            value={same}
            error={asked && same.length === 0 && say('work:accept.compareFirst')}
            onChange={setSame}
            options={[{ value: 'same', label: say('work:accept.same') }]}
          />
          <ActTrouble problem={accept.problem} />
          <div className="row">
            <Button type="submit" big icon="partner" busy={accept.busy}>
              {say('work:accept.accept')}
            </Button>
            <Button kind="tertiary" onPress={back}>
              {say('work:accept.notNow')}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}
