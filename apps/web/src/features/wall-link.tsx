// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** To the page about the wall, which the server writes by itself, in the language that is spoken here. */
export function WallLink({ children }: { children: ReactNode }) {
  const { language } = useWords();
  return <a href={`/wall?lang=${language}`}>{children}</a>;
}
