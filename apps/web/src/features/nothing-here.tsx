// SPDX-License-Identifier: EUPL-1.2
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';
import { Go } from './go.tsx';

/** What does not exist and what is not for this person look alike. */
export function NothingHere() {
  const { say } = useWords();
  return (
    <Page title={say('missing.title')} lead={say('missing.lead')}>
      <Go to="/" icon="home">
        {say('common.toStart')}
      </Go>
    </Page>
  );
}
