// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Departures } from '#tenant/people';
import { AgreementHelper } from './agreement-helper.entity.ts';
import { AgreementLife } from './agreement-life.service.ts';
import { Agreement } from './agreement.entity.ts';
import { lockRequest } from './lock-request.ts';
import { Offer } from './offer.entity.ts';
import { RequestDetails } from './request-details.entity.ts';
import { Request } from './request.entity.ts';
import { requestTransitions, statesThat } from './transitions.ts';

/** Whoever leaves asks for nothing more, offers nothing more, and leaves no contact or place behind. */
@Injectable()
export class Departing implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly life: AgreementLife,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture((personId) => this.leave(personId));
  }

  async leave(personId: string): Promise<void> {
    await this.stopAsking(personId);
    await this.em.nativeUpdate(Offer, { helperId: personId, state: 'waiting' }, { state: 'withdrawn', note: null });
    await this.stopHelping(personId);
  }

  /** What was posted for the organisation stays with the colleagues. */
  private async stopAsking(personId: string): Promise<void> {
    const asked = await this.em.find(
      Request,
      { $or: [{ postedById: personId, ofOrganisation: false }, { forPersonId: personId }] },
      { orderBy: { id: 'asc' } },
    );
    for (const { id, state } of asked) {
      if (statesThat(requestTransitions, 'withdraw').includes(state))
        await this.life.withdraw(await lockRequest(this.em, id), 'us');
      await this.em.nativeDelete(RequestDetails, { requestId: id });
    }
  }

  private async stopHelping(personId: string): Promise<void> {
    const helped = await this.em.find(AgreementHelper, { helperId: personId }, { orderBy: { id: 'asc' } });
    for (const { agreementId } of helped) {
      const agreement = await this.em.findOneOrFail(Agreement, { id: agreementId });
      const request = await lockRequest(this.em, agreement.requestId);
      await this.em.refresh(agreement);
      if (!agreement.helperIds.includes(personId)) {
        // They went along with staff, who may still come.
        agreement.forHelperIds = agreement.forHelperIds.filter((id) => id !== personId);
        continue;
      }
      if (agreement.state !== 'agreed' && agreement.state !== 'inProgress') continue;
      if (agreement.standsWithout(personId)) await this.life.dismiss(request, agreement, personId);
      else await this.life.fail(request, agreement, 'helper-prevented', 'us');
    }
  }
}
