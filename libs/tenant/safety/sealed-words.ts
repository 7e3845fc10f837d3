// SPDX-License-Identifier: EUPL-1.2
import type { Vault } from '#platform/crypto';
import type { TakenThing } from './flagged-things.service.ts';

/** What a case holds in words: readable by its moderators, and by the author once it has been decided. */
interface CaseWords {
  /** As it stood when it was flagged. */
  readonly text: string;
  readonly taken?: TakenThing | null;
  readonly reason?: string;
  readonly appeal?: string;
  readonly answer?: string;
}

const purpose = 'moderation-case';

export const sealCase = (vault: Vault, words: CaseWords): string => vault.seal(JSON.stringify(words), purpose);
export const openCase = (vault: Vault, { sealed }: { readonly sealed: string }): CaseWords =>
  JSON.parse(vault.open(sealed, purpose)) as CaseWords;
