// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes, type Preview } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import {
  openStates,
  partnerRequestStates,
  partnerRequestSteps,
  type PartnerRequestState,
} from './partner-request.states.ts';

const PartnerRequestSchema = defineEntity({
  name: 'PartnerRequest',
  ...tenantOwned('partner_request', [{ column: 'partnerId', to: 'partner', onDelete: 'cascade' }]),
  uniques: [{ properties: ['tenantId', 'partnerId', 'conversation'] }],
  indexes: [
    { properties: ['tenantId', 'receivedAt', 'id'] },
    { properties: ['tenantId', 'requestId'] },
    { properties: ['tenantId', 'state', 'expiresAt'] },
    { properties: ['tenantId', 'copyUntil'] },
  ],
  properties: {
    ...tenantColumns,
    partnerId: p.uuid(),
    /** The random id both sides know the request by. */
    conversation: p.uuid(),
    serviceType: p.enum(serviceTypes),
    text: p.text().nullable(),
    area: p.string().length(80).nullable(),
    from: p.datetime(3).nullable(),
    to: p.datetime(3).nullable(),
    headCount: p.integer().nullable(),
    receivedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    state: p.enum(partnerRequestStates),
    routedGroupIds: p.array().columnType('uuid[]'),
    /** The request our own members meet, once it has been routed. */
    requestId: p.uuid().nullable(),
    /** When the members' copy is forgotten; null while there is none, or when it has become an agreement of theirs. */
    copyUntil: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});

/** A partner's request as it reached us: a limited preview, and what became of it here. */
export class PartnerRequest extends PartnerRequestSchema.class {
  static received(
    from: Pick<PartnerRequest, 'partnerId' | 'conversation'>,
    preview: Preview,
    at: Date,
  ): PartnerRequest {
    const request = Object.assign(new PartnerRequest(), {
      ...from,
      receivedAt: at,
      state: 'new' as const,
      routedGroupIds: [],
      requestId: null,
      copyUntil: null,
    });
    request.preview(preview);
    return request;
  }

  preview({ serviceType, text, area, from, to, headCount, expiresAt }: Preview): void {
    Object.assign(this, {
      serviceType,
      text: text ?? null,
      area: area ?? null,
      from: from ? new Date(from) : null,
      to: to ? new Date(to) : null,
      headCount: headCount ?? null,
      expiresAt: new Date(expiresAt),
    });
    if (this.copyUntil) this.copyUntil = this.expiresAt;
  }

  /** What our own members read of it. */
  get need() {
    const { serviceType, text, area, from, to, headCount, expiresAt } = this;
    return {
      serviceType,
      text: text ?? '',
      area: area ?? null,
      from: from ?? null,
      to: to ?? null,
      headCount: headCount ?? 1,
      expiresAt,
    };
  }

  route(groupIds: readonly string[], requestId: string): boolean {
    if (!this.become('routed')) return false;
    this.routedGroupIds = [...groupIds];
    this.requestId = requestId;
    this.copyUntil = this.expiresAt;
    return true;
  }

  /** Back on the coordinator's table, as long as nobody has said yes. */
  pullBack(): boolean {
    if (this.state !== 'routed') return false;
    Object.assign(this, { state: 'new', routedGroupIds: [], requestId: null });
    return true;
  }

  /** False, and nothing changes, when the state does not lead there: messages of two sides may cross. */
  become(state: PartnerRequestState): boolean {
    if (!partnerRequestSteps[this.state].includes(state)) return false;
    this.state = state;
    if (state === 'accepted') this.copyUntil = null;
    // What the need was is no longer ours to know once it is over.
    if (!this.open) this.text = null;
    return true;
  }

  forgetCopy(): void {
    this.copyUntil = null;
    this.requestId = null;
  }

  get open(): boolean {
    return openStates.includes(this.state);
  }
}
PartnerRequestSchema.setClass(PartnerRequest);
