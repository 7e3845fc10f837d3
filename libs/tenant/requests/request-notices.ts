// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { known } from '#platform/tenancy';
import { Notices, type NoticeKind } from '#tenant/notices';
import { Agreement } from './agreement.entity.ts';
import {
  RequestEvents,
  type AgreementEvent,
  type AskedEvent,
  type OfferedEvent,
  type RequestEvent,
  type RequestListener,
  type WithdrawnEvent,
} from './request-events.ts';
import { Request } from './request.entity.ts';
import { isShift, takesStandIns } from './shift.ts';

/** Whom a request's life concerns, and what they are told of it. */
@Injectable()
export class RequestNotices implements RequestListener, OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly events: RequestEvents,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  /** The turns after the first; whose turn it is when it becomes open, the announcement tells. One piece of news is enough. */
  async asked({ requestId, helperIds }: AskedEvent): Promise<void> {
    const { announcedAt, area } = await this.request(requestId);
    if (!announcedAt) return;
    const far = await this.notices.notGoingTo(area, helperIds);
    await this.notices.forget('request.new', requestId, helperIds);
    await this.notices.tell(
      'request.asked',
      requestId,
      helperIds.filter((id) => !far.has(id)),
    );
  }

  async offered({ requestId }: OfferedEvent): Promise<void> {
    await this.notices.tell('request.offered', requestId, await this.askersOf(requestId));
  }

  async agreed({ requestId, agreementId }: AgreementEvent): Promise<void> {
    const { helperIds } = await this.tellBoth('agreement.made', { requestId, agreementId });
    await this.tellOthers(requestId, helperIds);
  }

  /** Now nobody can step in any more. */
  async started(event: AgreementEvent): Promise<void> {
    const { helperIds } = await this.tellBoth('agreement.started', event);
    if (isShift(await this.request(event.requestId))) await this.tellOthers(event.requestId, helperIds);
  }

  completed = async (event: AgreementEvent) => void (await this.tellBoth('agreement.completed', event));
  confirmed = async (event: AgreementEvent) => void (await this.tellBoth('agreement.confirmed', event));
  failed = async (event: AgreementEvent) => void (await this.tellBoth('agreement.failed', event));
  noted = async (event: AgreementEvent) => void (await this.tellBoth('agreement.noted', event));

  /** Whoever was to come hears that it will not happen; whoever offered, that it is over. */
  async withdrawn({ requestId, agreementId }: WithdrawnEvent): Promise<void> {
    const ended = agreementId ? await this.tellBoth('agreement.failed', { requestId, agreementId }) : null;
    await this.tellOthers(requestId, ended?.helperIds ?? []);
  }

  async expired({ requestId }: RequestEvent): Promise<void> {
    await this.notices.tell('request.expired', requestId, await this.askersOf(requestId));
    await this.tellOthers(requestId, []);
  }

  /** Both sides, and those who go along with staff and have taken over. */
  private async tellBoth(
    kind: Extract<NoticeKind, `agreement.${string}`>,
    { requestId, agreementId }: Pick<AgreementEvent, 'requestId' | 'agreementId'>,
  ): Promise<Agreement> {
    const agreement = await known(this.em, Agreement, agreementId);
    const { helperIds, forHelperIds } = agreement;
    await this.notices.tell(kind, agreementId, [...(await this.askersOf(requestId)), ...helperIds, ...forHelperIds]);
    return agreement;
  }

  /** Those who said "I can" and are not needed. */
  private async tellOthers(requestId: string, helperIds: readonly string[]): Promise<void> {
    const request = await this.request(requestId);
    if (takesStandIns(request)) return;
    const { offeredByIds } = request;
    const idle = offeredByIds.filter((id) => !helperIds.includes(id));
    await this.notices.tell('request.closed', requestId, idle);
  }

  /** Whoever posted it and whom it is for, once they have taken over. Of a partner's request there is nobody here. */
  private async askersOf(requestId: string): Promise<string[]> {
    const { postedById, forPersonId, sourceRequestId } = await this.request(requestId);
    return sourceRequestId ? [] : [postedById, ...(forPersonId ? [forPersonId] : [])];
  }

  private request(id: string): Promise<Request> {
    return known(this.em, Request, id);
  }
}
