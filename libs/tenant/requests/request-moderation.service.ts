// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { findReadable, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { AgreementLife } from './agreement-life.service.ts';
import { Agreement, type Side } from './agreement.entity.ts';
import { findRequest, lockRequest } from './lock-request.ts';
import { Note } from './note.entity.ts';
import { NoteService } from './note.service.ts';
import { Offer } from './offer.entity.ts';
import { Request } from './request.entity.ts';

/** What people write here and others may find wrong: a request, the note of an offer, a line in a thread. */
type WrittenKind = 'request' | 'offer' | 'note';

export interface Written {
  readonly text: string;
  /** Nobody when a partner wrote it. */
  readonly authorIds: readonly string[];
  /** It stands on the side of whoever reads it, who changes or withdraws it. */
  readonly own: boolean;
  /** The groups that meet it. */
  readonly groupIds: readonly string[];
}

/** What was taken away, in plain values: enough to give it back. */
export interface Taken {
  readonly text: string;
  /** The request was closed with it, and can be opened again. */
  readonly closed?: boolean;
  readonly line?: { readonly agreementId: string; readonly side: Side; readonly authorId: string | null; at: string };
}

/** How moderators take away what was written, and give it back. Whether they may is for the case's policy to say. */
@Injectable()
export class RequestModeration {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly life: AgreementLife,
    private readonly notes: NoteService,
  ) {}

  /** As whoever may read it reads it. @throws NotFound when they may not, or nothing was written */
  async written(ability: AppAbility, kind: WrittenKind, id: string): Promise<Written> {
    const found = await this.find(ability, kind, id);
    if (found.text === '') throw new NotFound();
    return found;
  }

  /** A request is closed as if it had been withdrawn; `text`: its words go, too. The others lose their words. */
  async take(kind: WrittenKind, id: string, what: { readonly text: boolean }): Promise<Taken | null> {
    if (kind === 'request') return this.takeRequest(id, what.text);
    if (kind === 'offer') {
      const offer = await this.em.findOne(Offer, { id });
      if (!offer?.note) return null;
      const taken = { text: offer.note };
      offer.note = null;
      return taken;
    }
    const note = await this.em.findOne(Note, { id });
    if (!note) return null;
    const { agreementId, side, authorId, at } = note;
    const line = { agreementId, side, authorId: authorId ?? null, at: at.toISOString() };
    this.em.remove(note);
    return { text: this.notes.textOf(note), line };
  }

  /** What is no longer there cannot be given back; an agreement that ended with it stays ended. */
  async giveBack(kind: WrittenKind, id: string, { text, closed, line }: Taken): Promise<void> {
    if (kind === 'request') {
      const request = await lockRequest(this.em, id);
      request.text = text;
      if (closed && request.allows('restore')) {
        request.go('restore');
        await this.life.follow(request, 'restore');
      }
    } else if (kind === 'offer') {
      const offer = await this.em.findOne(Offer, { id });
      if (offer) offer.note = text;
    } else if (line && (await this.em.findOne(Agreement, { id: line.agreementId }))) {
      this.notes.giveBack(id, { ...line, at: new Date(line.at) }, text);
    }
  }

  private find(ability: AppAbility, kind: WrittenKind, id: string): Promise<Written> {
    if (kind === 'request') return this.request(ability, id);
    return kind === 'offer' ? this.offer(ability, id) : this.line(ability, id);
  }

  private async request(ability: AppAbility, id: string): Promise<Written> {
    const request = await findReadable(this.em, ability, Request, id);
    const authorIds = request.sourceRequestId ? [] : [request.postedById];
    return {
      text: request.text,
      authorIds,
      own: ability.can('viewOffers', request),
      groupIds: [...request.groupIds, ...request.membersOfIds, ...request.leadersOfIds],
    };
  }

  private async offer(ability: AppAbility, id: string): Promise<Written> {
    const request = await findReadable(this.em, ability, Request, await this.above('offer', id), {}, ['viewOffers']);
    const offer = await this.em.findOneOrFail(Offer, { id });
    return { text: offer.note ?? '', authorIds: [offer.helperId], own: false, groupIds: request.groupIds };
  }

  private async line(ability: AppAbility, id: string): Promise<Written> {
    const agreement = await findReadable(this.em, ability, Agreement, await this.above('note', id));
    const note = await this.em.findOneOrFail(Note, { id });
    const { groupIds } = await findRequest(this.em, agreement.requestId);
    return { text: this.notes.textOf(note), authorIds: note.authorId ? [note.authorId] : [], own: false, groupIds };
  }

  /** What it hangs on. What hangs nowhere takes as many questions: no request, and no agreement, has its id. */
  private async above(kind: 'offer' | 'note', id: string): Promise<string> {
    const [found] = await this.scope.rows<{ id: string }>(above[kind], { id });
    return found?.id ?? id;
  }

  private async takeRequest(id: string, words: boolean): Promise<Taken> {
    const request = await lockRequest(this.em, id);
    const taken = { text: request.text, closed: request.allows('withdraw') && !request.sourceRequestId };
    if (request.allows('withdraw')) await this.life.withdraw(request, 'us');
    if (words) request.text = '';
    return taken;
  }
}

const above = {
  offer: 'select o.request_id as id from offer o where o.tenant_id = :tenant and o.id = :id',
  note: 'select n.agreement_id as id from note n where n.tenant_id = :tenant and n.id = :id',
} as const;
