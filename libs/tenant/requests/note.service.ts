// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Vault } from '#platform/crypto';
import type { Agreement, Side } from './agreement.entity.ts';
import { Note } from './note.entity.ts';

const purpose = 'note';

/** Keeps the lines of agreements' threads, sealed. */
@Injectable()
export class NoteService {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  async keep(agreement: Agreement, side: Side, authorId: string | null, text: string, at: Date): Promise<Note> {
    const note = this.em.create(Note, {
      agreementId: agreement.id,
      side,
      authorId,
      sealed: this.vault.seal(text, purpose),
      at,
    });
    await this.em.flush();
    return note;
  }

  /** A line that was taken away, as it was. */
  giveBack(id: string, line: Pick<Note, 'agreementId' | 'side' | 'authorId' | 'at'>, text: string): void {
    this.em.create(Note, { id, ...line, sealed: this.vault.seal(text, purpose) });
  }

  async fromPartner(agreement: Agreement, side: Side, text: string, at: Date): Promise<void> {
    await this.keep(agreement, side, null, text, at);
  }

  textOf(note: Note): string {
    return this.vault.open(note.sealed, purpose);
  }
}
