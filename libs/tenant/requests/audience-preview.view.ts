// SPDX-License-Identifier: EUPL-1.2
import { Injectable, Optional } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { paceOf } from '#tenant/fairness';
import { Audience, type AudienceCount } from '#tenant/groups';
import { ConsentService } from '#tenant/mandates';
import { asksForOrganisation } from './asker-columns.ts';
import { Audiences } from './audiences.service.ts';
import { unreachedBy } from './blocked.ts';
import { PartnerAudience, type PartnerPreview } from './partner-audience.ts';
import { partnersFor } from './partners-for.ts';
import { RequestProtection } from './request-protection.service.ts';
import type { AudienceQuestion } from './request.dto.ts';

interface AudiencePreview extends AudienceCount {
  readonly partners: readonly PartnerPreview[];
  /** So many of the people are asked first; the rest in turn. */
  readonly first: number;
  /** So many coordinators would see the card if nobody answered for a day; none in quiet. */
  readonly coordinators: number;
}

/** Who would see a request, before it is sent. */
@Injectable()
export class AudiencePreviews {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly counts: Audience,
    private readonly audiences: Audiences,
    private readonly consents: ConsentService,
    private readonly protection: RequestProtection,
    @Optional() private readonly partners?: PartnerAudience,
  ) {}

  async preview(actor: Actor, ability: AppAbility, question: AudienceQuestion): Promise<AudiencePreview> {
    const { groupIds, partnerIds = [], onBehalf = false, serviceType, quiet, from, to } = question;
    const area = question.area ?? null;
    const helping = await this.audiences.helpingFor(actor, ability, groupIds, { serviceType, area });
    const ofOrganisation = asksForOrganisation(actor, onBehalf, partnerIds);
    const unreached = unreachedBy(actor, { ofOrganisation });
    const counted = await this.counts.count(helping, serviceType, actor.personId, unreached);
    const wanted = { from: from ? new Date(from) : null, to: to ? new Date(to) : null };
    const pace = paceOf({ ...wanted, quiet }, this.clock.now());
    return {
      ...counted,
      partners: partnerIds.length > 0 ? await this.atPartners(actor, ability, question) : [],
      first: Math.min(pace?.size ?? Infinity, counted.people),
      coordinators: quiet ? 0 : await this.coordinators(actor.personId),
    };
  }

  private async atPartners(actor: Actor, ability: AppAbility, question: AudienceQuestion): Promise<PartnerPreview[]> {
    const { partnerIds = [], clientId, serviceType, area = null } = question;
    const client = clientId ? await this.consents.client(ability, clientId) : undefined;
    this.protection.refuseTransfer(await this.protection.chosenBy(actor.personId, client));
    return partnersFor(this.partners, ability).preview(partnerIds, serviceType, area);
  }

  private async coordinators(apartFrom: string): Promise<number> {
    const [row] = await this.scope.rows<{ count: number }>(
      `select count(distinct m.person_id)::int as count from membership m
       where m.tenant_id = :tenant and m.role = 'coordinator' and m.person_id <> :apartFrom`,
      { apartFrom },
    );
    return row?.count ?? 0;
  }
}
