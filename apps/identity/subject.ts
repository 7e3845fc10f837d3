// SPDX-License-Identifier: EUPL-1.2
import { createHmac } from 'node:crypto';

/** Fixed and public, so that the demo data can name the same people; nothing outside the demo rests on it. */
const demoSalt = 'handslag demo provider: pairwise subjects';

/** The subject one person has at one tenant: the same each time, and without relation to any other tenant's. */
export function pairwiseSubject(sector: string, personKey: string): string {
  return createHmac('sha256', demoSalt).update(`${sector}\n${personKey}`).digest('base64url');
}
