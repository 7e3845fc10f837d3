// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import { canOf, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { PersonService } from '#tenant/people';
import { Qualified } from '#tenant/qualifications';
import { aliasesOf, Companies, type Companion } from './companies.service.ts';
import { groupCards, groupsOf, type GroupCards } from './group-cards.ts';
import type { OfferView } from './offer.dto.ts';
import { Offer } from './offer.entity.ts';
import { PartnerAudience, type PartnerOfferView } from './partner-audience.ts';
import type { RequestView } from './request-view.dto.ts';
import type { Request } from './request.entity.ts';
import { Reserve } from './reserve.service.ts';
import { Shifts } from './shifts.service.ts';

const verbs = ['update', 'send', 'withdraw', 'extend', 'offer', 'viewOffers', 'pass', 'broaden'] as const;

/** Requests as one person may see them: before an agreement nothing in it tells who asks. */
@Injectable()
export class RequestPresenter {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly people: PersonService,
    private readonly qualified: Qualified,
    private readonly companies: Companies,
    private readonly reserve: Reserve,
    private readonly shifts: Shifts,
    @Optional() private readonly partners?: PartnerAudience,
  ) {}

  /**
   * `known`: the requests' groups, where they have been read with them; `made`: when they were made in this scope, and
   * nobody but the partners they were sent to can have said anything.
   */
  async present(
    actor: Actor,
    ability: AppAbility,
    requests: readonly Request[],
    { known, made = false }: { known?: GroupCards; made?: boolean } = {},
  ): Promise<RequestView[]> {
    const ours = requests.filter((request) => ability.can('viewOffers', request));
    const answerable = made ? [] : ours;
    // Only what is asked for the organisation is sent to partners.
    const elsewhere = made ? ours.filter(({ ofOrganisation }) => ofOrganisation) : ours;
    const groups = known ?? (await groupCards(this.em, this.scope, [...new Set(requests.flatMap(groupsOf))]));
    const [counts, partners, myOffers, kept, places, standing] = [
      await this.waiting(idsOf(answerable), actor.blockedIds ?? []),
      await this.partnerOffers(idsOf(elsewhere)),
      await this.offersOf(actor, ability, requests),
      await this.reserve.keptUntil(actor, requests, groups),
      await this.shifts.placesOf(ours),
      await this.shifts.standingIn(actor.personId, requests),
    ];
    return requests.map((request): RequestView => {
      const isOurs = ours.includes(request);
      const can = canOf(ability, request, verbs);
      const keptUntil = kept.get(request.id);
      const isParty = (isOurs && !request.sourceRequestId) || request.helperIds.includes(actor.personId);
      // A helper sees by which of their own groups they met it, and no other group's name.
      const shown = groupsOf(request).filter((id) => isOurs || actor.groupIds.includes(id));
      return {
        id: request.id,
        number: request.number,
        serviceType: request.serviceType,
        // Of what is asked in quiet the words are for those who have said that they can.
        text: request.quiet && !isOurs && !request.offeredByIds.includes(actor.personId) ? null : request.text,
        area: request.area ?? null,
        from: request.from?.toISOString() ?? null,
        to: request.to?.toISOString() ?? null,
        headCount: request.headCount,
        state: request.state,
        ask: request.ask,
        matching: request.matching,
        quiet: request.quiet,
        postedAt: request.postedAt?.toISOString() ?? null,
        expiresAt: request.expiresAt.toISOString(),
        mine:
          (request.postedById === actor.personId && !request.sourceRequestId) || request.forPersonId === actor.personId,
        onBehalf: isOurs && request.alias ? { alias: request.alias, clientId: request.clientId ?? null } : null,
        call: isOurs && request.calledIn ? callOf(request) : null,
        groups: shown.map((id) => ({ id, name: groups.get(id)?.name ?? '' })),
        source: request.sourcePartnerName ? { partnerName: request.sourcePartnerName } : null,
        shift: shiftOf(request, places.get(request.id), counts.get(request.id)),
        standIn: standing.get(request.id) ?? null,
        offers: isOurs ? (counts.get(request.id) ?? 0) : null,
        myOffer: myOffers.get(request.id) ?? null,
        agreementId: isParty ? (request.agreementId ?? null) : null,
        partners: (partners.get(request.id) ?? []).map(({ at, ...offer }) => ({ ...offer, at: at.toISOString() })),
        version: request.version,
        asked: request.turnIds.includes(actor.personId),
        keptUntil: keptUntil?.toISOString() ?? null,
        can: { ...can, offer: can.offer && !keptUntil },
      };
    });
  }

  async one(actor: Actor, ability: AppAbility, request: Request, how?: { made: boolean }): Promise<RequestView> {
    const [view] = await this.present(actor, ability, [request], how);
    return view as RequestView;
  }

  /** `alone`: nobody comes along with any of these helpers. */
  async offers(
    actor: Actor,
    ability: AppAbility,
    request: Request,
    offers: readonly Offer[],
    alone = false,
  ): Promise<OfferView[]> {
    const helperIds = offers.map(({ helperId }) => helperId);
    const names = await this.people.names(helperIds);
    const isOurs = ability.can('viewOffers', request);
    const groupIds = [...request.membersOfIds, ...request.leadersOfIds];
    const standings = isOurs ? await this.qualified.standings(helperIds, groupIds, request.serviceType) : null;
    const mark = ({ helperId }: Offer) => standings && standings.get(helperId) === 'qualified';
    const companies = await this.companies.of(alone ? [] : offers.map(({ id }) => id));
    return offers.map((offer) =>
      offerView(actor, ability, request, offer, names, mark(offer), companies.get(offer.id) ?? []),
    );
  }

  private async waiting(requestIds: readonly string[], blocked: readonly string[]): Promise<Map<string, number>> {
    if (requestIds.length === 0) return new Map();
    const rows = await this.scope.rows<{ request_id: string; waiting: number }>(
      `select o.request_id, count(*)::int as waiting from offer o
       join request r on r.tenant_id = :tenant and r.id = o.request_id
       where o.tenant_id = :tenant and o.request_id = any(:ids::uuid[]) and o.state = 'waiting'
         and (r.of_organisation or o.helper_id <> all(:blocked::uuid[])) group by o.request_id`,
      { ids: requestIds, blocked },
    );
    return new Map(rows.map((row) => [row.request_id, row.waiting]));
  }

  private async offersOf(actor: Actor, ability: AppAbility, all: readonly Request[]): Promise<Map<string, OfferView>> {
    const answered = all.filter(({ offeredByIds }) => offeredByIds.includes(actor.personId));
    if (answered.length === 0) return new Map();
    const requests = new Map(answered.map((request) => [request.id, request]));
    const offers = await this.em.find(Offer, { helperId: actor.personId, requestId: { $in: [...requests.keys()] } });
    const names = await this.people.names([actor.personId]);
    const companies = await this.companies.of(offers.map(({ id }) => id));
    return new Map(
      offers.map((offer) => {
        const request = requests.get(offer.requestId) as Request;
        const company = companies.get(offer.id) ?? [];
        const view = offerView(actor, ability, request, offer, names, null, company);
        return [offer.requestId, view];
      }),
    );
  }

  private async partnerOffers(ids: readonly string[]): Promise<ReadonlyMap<string, readonly PartnerOfferView[]>> {
    return this.partners && ids.length > 0 ? this.partners.stateOf(ids) : new Map<string, PartnerOfferView[]>();
  }
}

const idsOf = (requests: readonly Request[]): string[] => requests.map(({ id }) => id);

/** Nobody has said yes to them yet: their surname is not needed to choose. */
const givenName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

const shiftOf = (
  { helperIds }: Request,
  places: { invited: number; unanswered: number } | undefined,
  waiting: number | undefined,
): RequestView['shift'] => (places ? { filled: helperIds.length, standIns: waiting ?? 0, ...places } : null);

const callOf = ({ calledIn, tellBy }: Request) => ({
  proven: calledIn === 'shown',
  tellBy: tellBy ?? ('call' as const),
});

function offerView(
  actor: Actor,
  ability: AppAbility,
  request: Request,
  offer: Offer,
  names: ReadonlyMap<string, string>,
  qualified: boolean | null,
  company: readonly Companion[],
): OfferView {
  const asksForSelf = request.postedById === actor.personId && !request.ofOrganisation;
  const whole = names.get(offer.helperId) ?? '';
  const name = offer.state === 'accepted' || offer.helperId === actor.personId ? whole : givenName(whole);
  const accept = offer.state === 'waiting' && request.takesOffers() && ability.can('viewOffers', request);
  return {
    id: offer.id,
    helperName: company.length > 0 ? aliasesOf(company) : name,
    withStaff: company.length > 0,
    company: company.length > 0 && offer.helperId === actor.personId ? [...company] : null,
    note: offer.note ?? null,
    qualified,
    state: offer.state,
    at: offer.at.toISOString(),
    can: { accept, withdraw: ability.can('withdraw', offer), block: asksForSelf && offer.state !== 'withdrawn' },
  };
}
