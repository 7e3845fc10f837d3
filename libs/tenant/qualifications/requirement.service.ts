// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Actor, AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Group, GroupMember, GroupService } from '#tenant/groups';
import { Checklists } from './checklist.view.ts';
import { viewDeclaration } from './declaration.dto.ts';
import { DeclarationService } from './declaration.service.ts';
import type { OwnQualifications, RequirementsView } from './qualification.dto.ts';
import type { SettleRequirements } from './requirement.dto.ts';
import { keyOf, Requirement } from './requirement.entity.ts';

/** What groups demand, and how whoever asks stands against it. */
@Injectable()
export class RequirementService {
  constructor(
    private readonly em: EntityManager,
    private readonly groups: GroupService,
    private readonly checklists: Checklists,
    private readonly declarations: DeclarationService,
    private readonly audit: Audit,
  ) {}

  async of(ability: AppAbility, actor: Actor, groupId: string): Promise<RequirementsView> {
    const group = await this.groups.load(ability, groupId);
    const demanded = await this.checklists.demandedIn([groupId]);
    return {
      items: demanded.map(({ serviceType, purpose, kind, subject, years, validMonths }) => ({
        serviceType,
        purpose,
        kind,
        subject,
        years: years ?? null,
        validMonths: validMonths ?? null,
      })),
      mine: await this.checklists.of(ability, actor.personId, demanded),
      can: { settle: ability.can('update', group) },
    };
  }

  /** The group demands exactly this from now on, of everybody who is in it. */
  async settle(ability: AppAbility, groupId: string, { items }: SettleRequirements): Promise<void> {
    await this.groups.load(ability, groupId, 'update');
    await this.em.nativeDelete(Requirement, { groupId });
    for (const { subject, ...item } of items)
      this.em.create(Requirement, { ...item, groupId, subject: subject.trim(), subjectKey: keyOf(subject) });
    await this.em.flush();
    this.audit.record('settle', 'requirement', groupId, { demands: items.length });
  }

  /** Everything one has, and what remains in each of one's groups. */
  async own(ability: AppAbility, actor: Actor): Promise<OwnQualifications> {
    const inside = await this.em.find(GroupMember, { personId: actor.personId });
    const groupIds = inside.map(({ groupId }) => groupId);
    const demanded = await this.checklists.demandedIn(groupIds);
    const groups = await this.em.find(
      Group,
      { id: { $in: groupIds }, archivedAt: null },
      { orderBy: { name: 'asc', id: 'asc' } },
    );
    const lists: OwnQualifications['groups'] = [];
    for (const { id, name } of groups) {
      const here = demanded.filter(({ groupId }) => groupId === id);
      if (here.length > 0) lists.push({ id, name, items: await this.checklists.of(ability, actor.personId, here) });
    }
    const declaration = await this.declarations.newest();
    return {
      groups: lists,
      attestations: await this.checklists.views(ability, await this.checklists.attestationsOf(actor.personId)),
      declaration: declaration ? viewDeclaration(declaration) : null,
    };
  }
}
