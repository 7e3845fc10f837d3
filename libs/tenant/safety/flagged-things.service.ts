// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { findReadable, type AppAbility } from '#platform/authz';
import { Group, GroupMember } from '#tenant/groups';
import { RequestModeration, type Taken, type Written } from '#tenant/requests';
import type { Decision, FlaggedKind } from './moderation-case.entity.ts';

/** A group's words are two texts. */
export type TakenThing = Taken & { readonly welcome?: string };

interface Thing extends Written {
  readonly administratorsOnly: boolean;
}

/** Whatever can be flagged: read by whoever flags it, taken away by a decision, given back by another. */
@Injectable()
export class FlaggedThings {
  constructor(
    private readonly em: EntityManager,
    private readonly requests: RequestModeration,
  ) {}

  /** @throws NotFound when this person may not read it */
  async written(ability: AppAbility, kind: FlaggedKind, id: string): Promise<Thing> {
    const written = kind === 'group' ? await this.group(ability, id) : await this.requests.written(ability, kind, id);
    const hidden = { id: { $in: [...written.groupIds] }, access: 'hidden' as const };
    return { ...written, administratorsOnly: (await this.em.count(Group, hidden)) > 0 };
  }

  /** Null when it is kept, or nothing is there any longer. */
  async take(kind: FlaggedKind, id: string, decision: Decision): Promise<TakenThing | null> {
    if (decision === 'keep') return null;
    if (kind !== 'group') return this.requests.take(kind, id, { text: decision === 'remove' });
    const group = await this.em.findOne(Group, { id });
    if (!group) return null;
    const taken = { text: group.about, welcome: group.welcome };
    Object.assign(group, { about: '', welcome: '' });
    return taken;
  }

  async giveBack(kind: FlaggedKind, id: string, taken: TakenThing): Promise<void> {
    if (kind !== 'group') return this.requests.giveBack(kind, id, taken);
    const group = await this.em.findOne(Group, { id });
    // What the leaders have written since then stands.
    if (group && group.about === '' && group.welcome === '')
      Object.assign(group, { about: taken.text, welcome: taken.welcome ?? '' });
  }

  private async group(ability: AppAbility, id: string): Promise<Written> {
    const group = await findReadable(this.em, ability, Group, id);
    const text = [group.about, group.welcome].filter(Boolean).join('\n\n');
    if (text === '') throw new NotFound();
    const leaders = await this.em.find(GroupMember, { groupId: id, leader: true, state: 'member' });
    return { text, authorIds: leaders.map(({ personId }) => personId), own: false, groupIds: [id] };
  }
}
