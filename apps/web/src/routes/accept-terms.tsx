// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import type { Me } from '../api/types.ts';
import { LanguageSwitch } from '../features/language-switch.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { signOut, useTenant } from '../features/session.ts';
import { TermsText } from '../features/terms-text.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Ticks } from '../ui/ticks.tsx';
import { useWords } from '../words/use-words.ts';

export function AcceptTerms({ me }: { me: Me }) {
  const { say } = useWords();
  const tenant = useTenant();
  const accept = useAct((version: number, key) => http.post('/terms/acceptances', { version }, { key }), {
    touches: ['me'],
  });
  const decline = useAct(() => signOut());
  return (
    <OpenShell>
      <Page title={say('terms.title', { name: me.person.displayName })} lead={say('terms.lead')}>
        <div className="stack stack-wide">
          <LanguageSwitch label={say('me.language')} />
          <div className="card card-tinted">
            <h2 className="heading">{say('terms.short')}</h2>
            <Ticks items={[1, 2, 3].map((one) => say(`terms.points.${one}`, { name: tenant.name }))} />
          </div>
          <Section title={say('terms.whole')}>
            <TermsText />
          </Section>
          <ActTrouble problem={accept.problem ?? decline.problem} />
          <div className="row">
            <Button big busy={accept.busy} onPress={() => accept.run(me.termsVersion || tenant.terms.version)}>
              {say('terms.accept')}
            </Button>
            <Button kind="tertiary" busy={decline.busy} onPress={() => decline.run(undefined)}>
              {say('terms.decline')}
            </Button>
          </div>
        </div>
      </Page>
    </OpenShell>
  );
}
