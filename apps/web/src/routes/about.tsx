// SPDX-License-Identifier: EUPL-1.2
import { Back } from '../features/back.tsx';
import { OpenShell } from '../features/open-shell.tsx';
import { useTenant } from '../features/session.ts';
import { TermsText } from '../features/terms-text.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

export function About() {
  const { say } = useWords();
  const tenant = useTenant();
  return (
    <OpenShell>
      <Page
        title={say('about.title', { name: tenant.name })}
        back={<Back to="/" label={say('common.toStart')} />}
        {...(tenant.about ? { lead: tenant.about } : {})}
      >
        <div className="stack stack-wide">
          <section className="stack">
            <h2 className="heading">{say('about.responsible')}</h2>
            <p className="measure">{say(`about.who.${tenant.kind}`, { name: tenant.name })}</p>
          </section>
          <section className="stack">
            <h2 className="heading">{say('about.contact')}</h2>
            <p className="measure">
              {say('about.contactLead')}{' '}
              {tenant.phone && (
                <a href={`tel:${tenant.phone.replace(/[^+\d]/g, '')}`}>
                  <bdi>{tenant.phone}</bdi>
                </a>
              )}{' '}
              {tenant.email && <a href={`mailto:${tenant.email}`}>{tenant.email}</a>}
            </p>
          </section>
          <section className="stack">
            <h2 className="heading">{say('terms.whole')}</h2>
            <TermsText />
          </section>
        </div>
      </Page>
    </OpenShell>
  );
}
