// SPDX-License-Identifier: EUPL-1.2
import { useLocation } from '@tanstack/react-router';
import { LanguageSwitch } from '../features/language-switch.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { signInAddress, useTenant } from '../features/session.ts';
import { Page } from '../ui/page.tsx';
import { Scenery } from '../ui/scenery.tsx';
import { Section } from '../ui/section.tsx';
import { Ticks } from '../ui/ticks.tsx';
import { useWords } from '../words/use-words.ts';

/** The first screen: whose house this is, one's own language, two ways in. */
export function Welcome() {
  const { say } = useWords();
  const tenant = useTenant();
  const { href } = useLocation();
  const everyday = tenant.signIn.includes('member') ? 'member' : 'resident';
  return (
    <OpenShell>
      <Page title={say('welcome.title')} quiet wide>
        <div className="entrance">
          <div className="hero">
            <p className="title" aria-hidden="true">
              {say('welcome.title')}
            </p>
            <p className="lead">{say(`welcome.lead.${tenant.kind}`, { name: tenant.name })}</p>
            <Scenery />
          </div>
          <div className="stack stack-wide">
            <LanguageSwitch label={say('me.language')} />
            <Section title={say('welcome.signIn')}>
              <div className="buttons">
                <a
                  className="ds-button button-big"
                  data-variant="primary"
                  href={signInAddress(everyday, 'same-device', href)}
                >
                  {say('welcome.sameDevice')}
                </a>
                <a className="ds-button button-big" data-variant="secondary" href={signInAddress(everyday, 'qr', href)}>
                  {say('welcome.otherDevice')}
                </a>
              </div>
              {tenant.signIn.includes('staff') && (
                <a className="text-link" href={signInAddress('staff', undefined, href)}>
                  {say('welcome.staff', { name: tenant.name })}
                </a>
              )}
            </Section>
            <Section title={say('welcome.safe.title')}>
              <Ticks items={[1, 2, 3].map((one) => say(`welcome.safe.${tenant.kind}.${one}`))} />
            </Section>
          </div>
        </div>
      </Page>
    </OpenShell>
  );
}
