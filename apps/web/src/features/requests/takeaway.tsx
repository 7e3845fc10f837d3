// SPDX-License-Identifier: EUPL-1.2
import type { Agreement } from '../../api/types.ts';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';

/** The agreement outside the app: in one's own calendar, or on paper for whoever has no phone at hand. */
export function Takeaway({ agreement: { id, state, request } }: { agreement: Agreement }) {
  const { say } = useWords();
  if (state === 'failed') return null;
  return (
    <Section title={say('calendar.takeaway')}>
      <div className="row">
        {request.from && (
          <a className="ds-button" data-variant="secondary" href={`/api/v1/agreements/${id}/calendar`} download>
            <Icon name="calendar" />
            <span>{say('calendar.file')}</span>
          </a>
        )}
        <Go to="/agreements/$id/slip" params={{ id }} kind="secondary" icon="receipt">
          {say('slip.go')}
        </Go>
      </div>
      {request.from && <p className="quiet small">{say('calendar.fileHint')}</p>}
    </Section>
  );
}
