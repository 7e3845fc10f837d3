// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type {
  AgreementFailed,
  AgreementNote,
  RequestChanged,
  RequestDetails,
  RequestOffered,
  RequestWithdrawn,
} from '#contracts';
import type { Received } from '#federation';
import { Clock } from '#kernel';
import { Audit } from '#tenant/audit';
import { Notices } from '#tenant/notices';
import { RequestExchange } from '#tenant/requests';
import { heldRequest } from './held-request.ts';
import { PartnerRequest } from './partner-request.entity.ts';
import { waitingStates, type PartnerRequestState } from './partner-request.states.ts';

/** Who sees partners' requests. */
const readers = ['coordinator', 'administrator'] as const;

type Place = Pick<Received, 'partner' | 'conversation'>;

/** What a partner's messages, and time, do to its request here. */
@Injectable()
export class PartnerRequestCourse {
  constructor(
    private readonly em: EntityManager,
    private readonly requests: RequestExchange,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly notices: Notices,
  ) {}

  async offered({ partner, conversation, body }: Received<typeof RequestOffered>): Promise<void> {
    const now = this.clock.now();
    // It may have been under way for longer than it had to live.
    if (new Date(body.expiresAt) <= now) return;
    const request = PartnerRequest.received({ partnerId: partner.id, conversation }, body, now);
    this.em.persist(request);
    await this.em.flush();
    this.audit.record('receive', 'PartnerRequest', request.id);
    await this.notices.tellRoles('partner-request.new', request.id, readers);
  }

  async changed({ partner, conversation, body }: Received<typeof RequestChanged>): Promise<void> {
    const request = await this.find({ partner, conversation });
    if (!request?.open) return;
    request.preview(body);
    if (request.requestId) await this.requests.changedByPartner(request.requestId, request.need);
    this.audit.record('change', 'PartnerRequest', request.id);
  }

  async withdrawn({ partner, conversation, body }: Received<typeof RequestWithdrawn>): Promise<void> {
    const request = await this.find({ partner, conversation });
    if (!request) return;
    await this.close(request, body.code);
    if (request.requestId) await this.requests.forgetDetails(request.requestId);
  }

  async expired(place: Place): Promise<void> {
    const request = await this.find(place);
    if (request && waitingStates.includes(request.state)) await this.close(request, 'expired');
  }

  /** Kept for those who said yes, and for nobody else here. */
  async detailed({ partner, conversation, body }: Received<typeof RequestDetails>): Promise<void> {
    const request = await this.find({ partner, conversation });
    if (!request?.requestId || !request.open || waitingStates.includes(request.state)) return;
    await this.requests.setDetails(request.requestId, body);
  }

  async started(place: Place): Promise<void> {
    const request = await this.find(place);
    if (request?.become('inProgress') && request.requestId) await this.requests.startedByPartner(request.requestId);
  }

  /** Their word that it is done: the first, or the one that confirms ours. */
  async completed(place: Place): Promise<void> {
    const request = await this.find(place);
    if (!request?.requestId) return;
    if (request.become('completed') || request.state === 'completed')
      await this.requests.completedByPartner(request.requestId);
  }

  async failed({ partner, conversation, body }: Received<typeof AgreementFailed>): Promise<void> {
    const request = await this.find({ partner, conversation });
    if (!request?.become('failed') || !request.requestId) return;
    await this.requests.failedByPartner(request.requestId, body.code);
    await this.requests.forgetDetails(request.requestId);
  }

  async noted({ partner, conversation, body, sentAt }: Received<typeof AgreementNote>): Promise<void> {
    const request = await this.find({ partner, conversation });
    if (request?.requestId) await this.requests.notedByPartner(request.requestId, body.text, sentAt);
  }

  /** Over, without anybody having done wrong: members who had said yes are told so. */
  async close(
    request: PartnerRequest,
    state: Extract<PartnerRequestState, 'taken' | 'withdrawn' | 'expired'>,
  ): Promise<void> {
    if (!request.become(state)) return;
    if (request.requestId) await this.requests.closedByPartner(request.requestId, state);
    this.audit.record(state, 'PartnerRequest', request.id);
    await this.em.flush();
    await this.notices.forget('partner-request.new', request.id);
    await this.notices.tellRoles('partner-request.closed', request.id, readers);
  }

  /** By our own clock, whatever the partner does: what nobody here took is nobody's business any longer. */
  async timeIsUp(request: PartnerRequest): Promise<void> {
    if (waitingStates.includes(request.state)) await this.close(request, 'expired');
    if (!request.copyUntil) return;
    await this.requests.forgetFromPartner(request.id);
    request.forgetCopy();
    await this.em.flush();
  }

  private find({ partner, conversation }: Place): Promise<PartnerRequest | null> {
    return heldRequest(this.em, { partnerId: partner.id, conversation });
  }
}
