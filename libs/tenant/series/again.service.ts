// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Notices } from '#tenant/notices';
import { Departures } from '#tenant/people';
import { Agreement, findRequest, lockRequest, Occasions, Partings, type Held } from '#tenant/requests';
import { Again } from './again.entity.ts';
import type { AgainView } from './series.dto.ts';

interface Row {
  readonly wished: boolean;
  readonly mutual: boolean;
  readonly seriesId: string | null;
}

/**
 * "Gladly again", said by either side once it is done. As long as one has said it alone, everything the other can ask
 * for is as if they had not; and so it stays when one of them has blocked the other (ADR 0030).
 */
@Injectable()
export class AgainService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly occasions: Occasions,
    private readonly notices: Notices,
    private readonly departures: Departures,
    private readonly partings: Partings,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => void (await this.em.nativeDelete(Again, { personId })));
    // Whoever blocks wants it no longer; the other sees no more than that.
    this.partings.onPart((blockerId, blockedId) => this.forget(blockerId, blockedId));
  }

  async view(actor: Actor, ability: AppAbility, id: string): Promise<AgainView> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    const held = { agreement, request: await findRequest(this.em, agreement.requestId) };
    return this.viewOf(actor, held, await this.isTheirs(actor, held));
  }

  /** @throws Conflict when it is not confirmed yet, or not between two persons, or a series stands already */
  async wish(actor: Actor, ability: AppAbility, id: string): Promise<AgainView> {
    const held = await this.hold(actor, ability, id);
    const { wished, seriesId } = await this.row(actor, held);
    if (seriesId) throw new Conflict('series.exists');
    if (!wished) {
      this.em.create(Again, { agreementId: id, personId: actor.personId, at: this.clock.now() });
      await this.em.flush();
    }
    const view = await this.viewOf(actor, held, true);
    if (!wished && view.mutual) await this.notices.tell('agreement.again', id, partiesOf(held));
    return view;
  }

  /** As long as no series stands: that is ended instead. */
  async takeBack(actor: Actor, ability: AppAbility, id: string): Promise<AgainView> {
    const held = await this.hold(actor, ability, id);
    if ((await this.row(actor, held)).seriesId) throw new Conflict('series.exists');
    await this.em.nativeDelete(Again, { agreementId: id, personId: actor.personId });
    await this.notices.forget('agreement.again', id);
    return this.viewOf(actor, held, true);
  }

  /** What both want to do again; held. @throws Conflict unless both do, and no series stands */
  async expectMutual(actor: Actor, ability: AppAbility, id: string): Promise<Held> {
    const held = await this.hold(actor, ability, id);
    const { mutual, seriesId } = await this.row(actor, held);
    if (seriesId) throw new Conflict('series.exists');
    if (!mutual) throw new Conflict('series.not-mutual');
    return held;
  }

  private async hold(actor: Actor, ability: AppAbility, id: string): Promise<Held> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    // The request first, as everywhere: whoever blocks holds it, too.
    const held = { request: await lockRequest(this.em, agreement.requestId), agreement };
    if (!(await this.isTheirs(actor, held))) throw new Conflict('series.not-between-two');
    await this.em.refresh(agreement);
    if (agreement.state !== 'confirmed') throw new Conflict('series.not-confirmed');
    return held;
  }

  private async isTheirs(actor: Actor, held: Held): Promise<boolean> {
    return partiesOf(held).includes(actor.personId) && (await this.occasions.isBetweenTwo(held));
  }

  private async viewOf(actor: Actor, held: Held, theirs: boolean): Promise<AgainView> {
    if (!theirs)
      return {
        wished: false,
        mutual: false,
        seriesId: null,
        can: { wish: false, takeBack: false, propose: false },
      };
    const { wished, mutual, seriesId } = await this.row(actor, held);
    const free = held.agreement.state === 'confirmed' && seriesId === null;
    return {
      wished,
      mutual,
      seriesId,
      can: { wish: free && !wished, takeBack: free && wished, propose: free && mutual },
    };
  }

  private async row({ personId }: Actor, { agreement, request }: Held): Promise<Row> {
    const [asker, helper] = partiesOf({ agreement, request });
    const [row] = await this.scope.rows<Row>(
      `select
         exists (select 1 from again a where a.tenant_id = :tenant and a.agreement_id = :id and a.person_id = :me) as wished,
         (select count(*)::int from again a where a.tenant_id = :tenant and a.agreement_id = :id
            and a.person_id in (:asker::uuid, :helper::uuid)) = 2
           and not exists (select 1 from block b where b.tenant_id = :tenant
             and ((b.blocker_id = :asker and b.blocked_id = :helper) or (b.blocker_id = :helper and b.blocked_id = :asker)))
           as mutual,
         (select s.id from series s where s.tenant_id = :tenant and s.state <> 'ended' and (s.agreement_id = :id
            or exists (select 1 from occasion o
              where o.tenant_id = :tenant and o.series_id = s.id and o.agreement_id = :id)) limit 1) as "seriesId"`,
      { id: agreement.id, me: personId, asker, helper },
    );
    return { wished: row?.wished ?? false, mutual: row?.mutual ?? false, seriesId: row?.seriesId ?? null };
  }

  private async forget(personId: string, otherId: string): Promise<void> {
    await this.scope.rows(
      `delete from again a using agreement g
       where a.tenant_id = :tenant and g.tenant_id = :tenant and g.id = a.agreement_id and a.person_id = :person
         and ((g.asker_id = :person and :other = any(g.helper_ids)) or (g.asker_id = :other and :person = any(g.helper_ids)))`,
      { person: personId, other: otherId },
    );
  }
}

/** The asker and the one helper. */
export const partiesOf = ({ agreement: { askerId, helperIds } }: Held): [asker: string, helper: string] => [
  askerId,
  helperIds[0] ?? askerId,
];
