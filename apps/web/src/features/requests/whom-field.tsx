// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import type { Client, NewRequest, ServiceType } from '../../api/types.ts';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words/use-words.ts';
import { consentBody, covering, missingIn, namedIn, type ConsentDraft } from './consent-draft.ts';
import { ConsentFields } from './consent-fields.tsx';
import { useSensitive } from './use-sensitive.ts';

export interface Whom {
  alias: string;
  consent: ConsentDraft;
}

/** What goes with the request; null as long as something is missing. */
export function onBehalfOf(
  { alias, consent }: Whom,
  clients: readonly Client[],
  serviceType: ServiceType,
): NewRequest['onBehalf'] | null {
  const client = namedIn(clients, alias);
  if (client && covering(client, 'post', serviceType)) return { clientId: client.id };
  if (!alias.trim() || missingIn(consent)) return null;
  return { ...(client ? { clientId: client.id } : { alias: alias.trim() }), consent: consentBody(consent) };
}

/** For whom, and with what consent: who is known needs only a name, of anybody else one asks how they said yes. */
export function WhomField({
  value,
  clients,
  serviceType,
  asked,
  onChange,
}: {
  value: Whom;
  clients: Client[];
  serviceType: ServiceType;
  asked: boolean;
  onChange: (change: Partial<Whom>) => void;
}) {
  const { say, date } = useWords('work');
  const client = namedIn(clients, value.alias);
  const consent = client && covering(client, 'post', serviceType);
  const warn = useSensitive();
  return (
    <div className="stack">
      <TextField
        label={say('work:post.alias')}
        hint={say('work:post.aliasHint')}
        value={value.alias}
        maxLength={60}
        required
        suggestions={clients.map(({ alias }) => alias)}
        error={asked && !value.alias.trim() && say('work:post.aliasMissing')}
        warning={warn(value.alias)}
        onChange={(alias) => onChange({ alias })}
      />
      {client && consent && (
        <p className="small" role="status">
          {say(`mandates.kind.${consent.kind}`)} · {say('mandates.until', { date: date(consent.validTo) })} ·{' '}
          <Link to="/clients/$id" params={{ id: client.id }} className="text-link">
            {say('work:mandates.title')}
          </Link>
        </p>
      )}
      {value.alias.trim() && !consent && (
        <>
          <Notice tone="warning">
            <p>{say(client ? 'work:mandates.notCovered' : 'work:mandates.newOne', { alias: value.alias.trim() })}</p>
          </Notice>
          <ConsentFields
            short
            value={value.consent}
            asked={asked}
            onChange={(change) => onChange({ consent: { ...value.consent, ...change } })}
          />
        </>
      )}
    </div>
  );
}
