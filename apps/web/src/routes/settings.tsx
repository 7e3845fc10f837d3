// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../api/client.ts';
import type { Tenant } from '../api/types.ts';
import { ColourField } from '../features/colour-field.tsx';
import { Go } from '../features/go.tsx';
import { LogoField } from '../features/logo-field.tsx';
import { PublishTerms } from '../features/publish-terms.tsx';
import { PublishDeclaration } from '../features/qualifications/publish-declaration.tsx';
import { PublishGuidelines } from '../features/safety/publish-guidelines.tsx';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';

export function Settings() {
  const { say } = useWords('work');
  const tenant = useTenant();
  const me = useMe();
  const { say: announce } = useAnnounce();
  const [draft, setDraft] = useState({
    name: tenant.name,
    colour: tenant.colour,
    phone: tenant.phone ?? '',
    email: tenant.email ?? '',
    about: tenant.about ?? '',
    areas: tenant.areas.join('\n'),
  });
  const [version, setVersion] = useState(tenant.version);
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const save = useAct((body: object) => http.patch<Tenant>('/tenant', body, { version }), {
    touches: ['tenant'],
    then: (now) => {
      setVersion(now.version);
      announce(say('work:settings.saved'));
      const sheet = document.querySelector<HTMLLinkElement>('link[href^="/theme.css"]');
      sheet?.replaceWith(sheet.cloneNode());
    },
  });
  return (
    <Page title={say('work:settings.title')} lead={say('work:settings.lead')}>
      <div className="stack stack-apart">
        <form
          className="stack stack-wide"
          onSubmit={(event) => {
            event.preventDefault();
            save.run({
              name: draft.name.trim(),
              colour: draft.colour,
              phone: draft.phone.trim() || null,
              email: draft.email.trim() || null,
              about: draft.about.trim() || null,
              areas: draft.areas
                .split('\n')
                .map((area) => area.trim())
                .filter(Boolean),
            });
          }}
        >
          <div className="stack">
            <TextField
              label={say('work:settings.name')}
              value={draft.name}
              maxLength={80}
              required
              onChange={(name) => set({ name })}
            />
            <TextField
              label={say('work:settings.about')}
              rows={2}
              maxLength={500}
              value={draft.about}
              onChange={(about) => set({ about })}
            />
          </div>
          <ColourField value={draft.colour} onChange={(colour) => set({ colour })} />
          <div className="stack">
            <TextField
              type="tel"
              label={say('work:settings.phone')}
              hint={say('work:settings.phoneHint')}
              value={draft.phone}
              maxLength={40}
              onChange={(phone) => set({ phone })}
            />
            <TextField
              type="email"
              label={say('work:settings.email')}
              value={draft.email}
              maxLength={120}
              onChange={(email) => set({ email })}
            />
            <TextField
              label={say('work:settings.areas')}
              hint={say('work:settings.areasHint')}
              rows={5}
              value={draft.areas}
              onChange={(areas) => set({ areas })}
            />
          </div>
          <ActTrouble problem={save.problem} />
          <div className="row">
            <Button type="submit" big busy={save.busy} blocked={!draft.name.trim() && say('work:settings.nameMissing')}>
              {say('common.save')}
            </Button>
          </div>
        </form>
        {me.can['tenant.update'] && (
          <Section title={say('work:asks.title')}>
            <p className="quiet">{say('work:asks.lead')}</p>
            <div>
              <Go to="/settings/asks" kind="secondary">
                {say('work:asks.open')}
              </Go>
            </div>
          </Section>
        )}
        {me.can['tenant.update'] && <LogoField />}
        {me.can['terms.publish'] && <PublishTerms />}
        {me.can['declaration.publish'] && <PublishDeclaration />}
        {me.can['guidelines.publish'] && <PublishGuidelines />}
      </div>
    </Page>
  );
}
