// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Invalid } from '#kernel';
import { Group } from '#tenant/groups';
import { CallerTexts } from './caller-texts.service.ts';
import type { CreateRequest } from './request.dto.ts';
import type { Request } from './request.entity.ts';

type Call = NonNullable<CreateRequest['onBehalf']>['call'];

/** What is kept of a call, and where it is enough to have called. */
@Injectable()
export class PhoneCalls {
  constructor(
    private readonly em: EntityManager,
    private readonly texts: CallerTexts,
  ) {}

  /** @throws Invalid when they want a text message that cannot be sent */
  noted(call: Call, phone: string | undefined): Pick<Request, 'calledIn' | 'tellBy'> {
    if (!call) return { calledIn: null, tellBy: null };
    if (call.tellBy === 'sms') this.texts.expectPossible(phone);
    return { calledIn: call.callerId ? 'shown' : 'unshown', tellBy: call.tellBy };
  }

  /**
   * Whoever rings may be anybody: only where a group's leaders say so is that enough, and at partners nobody has.
   * @throws Invalid that names the group, or the partner
   */
  async expectEnough({
    calledIn,
    groupIds,
    partnerIds,
  }: Pick<Request, 'calledIn' | 'groupIds' | 'partnerIds'>): Promise<void> {
    if (calledIn !== 'unshown') return;
    const open = await this.em.find(Group, { id: { $in: [...groupIds] }, unverifiedCallers: true });
    const strict = groupIds.findIndex((id) => !open.some((group) => group.id === id));
    if (strict >= 0) throw new Invalid('request.caller-unproven', { pointer: `/groupIds/${strict}` });
    if (partnerIds.length > 0) throw new Invalid('request.caller-unproven', { pointer: '/partnerIds' });
  }
}
