// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import { Listing } from '../features/listing.tsx';
import { Fold } from '../ui/fold.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

const exportAddress = (conversation?: string): string =>
  `/api/v1/receipts/export${conversation ? `?${new URLSearchParams({ conversation })}` : ''}`;

export function Receipts() {
  const { say, when } = useWords('work');
  return (
    <Page
      title={say('work:receipts.title')}
      lead={say('work:receipts.lead')}
      wide
      actions={
        <a className="ds-button" data-variant="secondary" href={exportAddress()} download="handslag-receipts.json">
          <Icon name="download" />
          <span>{say('work:receipts.all')}</span>
        </a>
      }
    >
      <div className="stack stack-wide">
        <Fold title={say('work:receipts.how')}>
          <p className="measure">{say('work:receipts.howLead')}</p>
          <code className="link-box">npx handslag verify handslag-receipts.json</code>
        </Fold>
        <Listing
          query={read.receipts()}
          empty={
            <Blank icon="receipt" title={say('work:receipts.empty')}>
              <p className="quiet">{say('work:receipts.emptyLead')}</p>
            </Blank>
          }
        >
          {(receipts) => (
            <ul className="list">
              {receipts.map((receipt) => (
                <li key={receipt.id}>
                  <span className="grow">
                    <strong>
                      {say(`work:message.${receipt.type.replaceAll('.', '_')}`, { defaultValue: receipt.type })}
                    </strong>
                    <br />
                    <span className="quiet small">
                      {receipt.partnerName} · {say(`work:receipts.${receipt.direction}`)} · {when(receipt.at)}
                    </span>
                  </span>
                  <a
                    className="text-link"
                    href={exportAddress(receipt.conversation)}
                    download={`handslag-${receipt.conversation}.json`}
                    aria-label={say('work:receipts.downloadOne', { when: when(receipt.at) })}
                  >
                    {say('work:receipts.download')}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Listing>
      </div>
    </Page>
  );
}
