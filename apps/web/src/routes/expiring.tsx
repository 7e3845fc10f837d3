// SPDX-License-Identifier: EUPL-1.2
import { read } from '../api/queries.ts';
import { Back } from '../features/back.tsx';
import { Listing } from '../features/listing.tsx';
import { Seen, useDemandName } from '../features/qualifications/checklist.tsx';
import { Page } from '../ui/page.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

/** What has to be seen anew before long, those that end first on top. */
export function Expiring() {
  const { say } = useWords('work');
  const nameOf = useDemandName();
  return (
    <Page
      title={say('work:expiring.title')}
      lead={say('work:expiring.lead')}
      back={<Back to="/" label={say('nav.home')} />}
    >
      <Listing query={read.expiring()} empty={<Blank icon="calendar" title={say('work:expiring.empty')} />}>
        {(attestations) => (
          <ul className="list">
            {attestations.map((attestation) => (
              <li key={attestation.id}>
                <span className="grow">
                  <strong dir="auto">{attestation.personName}</strong>
                  <br />
                  <span dir="auto">{nameOf(attestation)}</span>
                  <Seen attestation={attestation} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Page>
  );
}
