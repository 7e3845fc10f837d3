// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { accessibleBy, authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Block, Departures, PersonService } from '#tenant/people';
import { Partings } from '#tenant/requests';
import type { BlockView, CreateBlock } from './block.dto.ts';

const most = 100;

/** Keeps two persons apart. Not in the audit chain, which administrators may read: it is between the one and the system. */
@Injectable()
export class BlockService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly departures: Departures,
    private readonly partings: Partings,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (id) => {
      await this.em.nativeDelete(Block, { $or: [{ blockerId: id }, { blockedId: id }] });
    });
  }

  async list(ability: AppAbility): Promise<BlockView[]> {
    const own = accessibleBy(ability, 'read', Block) ?? { id: [] };
    const blocks = await this.em.find(Block, own, { orderBy: { at: 'desc', id: 'desc' }, limit: most });
    const names = await this.people.names(blocks.map(({ blockedId }) => blockedId));
    const views: BlockView[] = [];
    for (const { id, blockerId, blockedId, way, at } of blocks) {
      const agreementIds = await this.partings.standing(blockerId, blockedId);
      const displayName = names.get(blockedId) ?? '';
      views.push({ id, displayName, way, at: at.toISOString(), agreementIds, can: { remove: true } });
    }
    return views;
  }

  /** @throws Conflict when the other works here: what they do is answered for by the organisation */
  async block(actor: Actor, ability: AppAbility, { offerId, agreementId, helperId }: CreateBlock): Promise<void> {
    const blockedId =
      offerId === undefined
        ? await this.partings.otherParty(actor, ability, agreementId ?? '', helperId)
        : await this.partings.whoOffered(actor, offerId);
    const { roles } = await this.people.standing(blockedId);
    if (roles.some(({ role }) => role !== 'resident' && role !== 'member')) throw new Conflict('block.works-here');
    const blockerId = actor.personId;
    const way = offerId === undefined ? 'agreement' : 'offer';
    if (!(await this.em.count(Block, { blockerId, blockedId })))
      this.em.create(Block, { blockerId, blockedId, way, at: this.clock.now() });
    await this.em.flush();
    await this.partings.part(blockerId, blockedId);
  }

  async remove(ability: AppAbility, id: string): Promise<void> {
    const block = await findReadable(this.em, ability, Block, id);
    authorize(ability, 'remove', block);
    this.em.remove(block);
    await this.em.flush();
  }
}
