// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { Back } from '../features/back.tsx';
import { AddPicture, AllowPicture, HomePicture, SharePicture } from '../features/notices/phone-pictures.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

const steps: readonly (readonly [string, () => ReactNode])[] = [
  ['share', SharePicture],
  ['add', AddPicture],
  ['open', HomePicture],
  ['allow', AllowPicture],
];

/** Onto the home screen of an iPhone, in four pictures. */
export function HomeScreen() {
  const { say } = useWords();
  return (
    <Page
      title={say('notices.install.title')}
      lead={say('notices.install.lead')}
      back={<Back to="/notices/settings" label={say('notices.settings')} />}
    >
      <div className="stack stack-wide">
        <ol className="picture-steps">
          {steps.map(([word, Picture], at) => (
            <li key={word}>
              <Picture />
              <span>
                <strong>{at + 1}.</strong> {say(`notices.install.${word}`)}
              </span>
            </li>
          ))}
        </ol>
        <p className="quiet">{say('notices.install.otherwise')}</p>
      </div>
    </Page>
  );
}
