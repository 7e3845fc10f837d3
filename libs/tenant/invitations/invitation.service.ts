// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Forbidden, Invalid, NotFound, Randomness } from '#kernel';
import { accessibleBy, authorize, findReadable, type AppAbility } from '#platform/authz';
import { beyond, cut, type Page } from '#platform/http';
import type { TenantKind } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { Group, GroupMemberService, GroupService } from '#tenant/groups';
import { PersonService, rolesHere } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { hashOfToken, Invitation } from './invitation.entity.ts';

const dayMs = 86_400_000;
const keptMs = 30 * dayMs;

export interface Draft {
  readonly role: Invitation['role'];
  readonly groupId: string | null;
  readonly leader: boolean;
  readonly days: number;
}

export interface Issued {
  readonly invitation: Invitation;
  /** What the link carries; it cannot be had a second time. */
  readonly token: string;
}

export interface Preview {
  readonly tenantName: string;
  readonly role: Invitation['role'];
  readonly groupName: string | null;
  readonly expiresAt: Date;
}

@Injectable()
export class InvitationService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audit: Audit,
    private readonly people: PersonService,
    private readonly groups: GroupService,
    private readonly members: GroupMemberService,
    private readonly profiles: TenantProfileService,
  ) {}

  async list(ability: AppAbility, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Invitation>> {
    const visible = accessibleBy(ability, 'read', Invitation);
    if (!visible) return { items: [], next: null };
    const rows = await this.em.find(
      Invitation,
      { $and: [visible, beyond('issuedAt', 'desc', cursor)] },
      { orderBy: { issuedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (invitation) => [invitation.issuedAt.toISOString(), invitation.id]);
  }

  async issue(ability: AppAbility, issuedById: string, kind: TenantKind, draft: Draft): Promise<Issued> {
    if (draft.groupId) await this.groups.load(ability, draft.groupId, 'invite');
    const issued = this.prepare(draft, issuedById);
    if (ability.cannot('issue', issued.invitation)) throw new Forbidden('invitation.not-yours');
    if (!rolesHere[kind].includes(draft.role)) throw new Invalid('person.role-not-here', { pointer: '/role' });
    return this.enter(issued);
  }

  /** The first way in to a tenant nobody is in yet, for the operator. */
  issueFirst(draft: Draft): Promise<Issued> {
    return this.enter(this.prepare(draft, null));
  }

  async withdraw(ability: AppAbility, id: string): Promise<void> {
    const invitation = await findReadable(this.em, ability, Invitation, id);
    authorize(ability, 'withdraw', invitation);
    this.em.remove(invitation);
    await this.em.flush();
    this.audit.record('withdraw', 'invitation', id);
  }

  /** What it invites to. @throws NotFound for a token nobody here ever issued, Gone when it is used or too old. */
  async preview(token: string): Promise<Preview> {
    const invitation = await this.find(token);
    invitation.expectOpen(this.clock.now());
    const group = invitation.groupId ? await this.em.findOne(Group, { id: invitation.groupId }) : null;
    const { name } = await this.profiles.current();
    return { tenantName: name, role: invitation.role, groupName: group?.name ?? null, expiresAt: invitation.expiresAt };
  }

  /** Whether the token would let somebody in now. */
  async isOpen(token: string): Promise<boolean> {
    const invitation = await this.em.findOne(Invitation, { tokenHash: hashOfToken(token) });
    return invitation !== null && invitation.usedAt === null && invitation.expiresAt > this.clock.now();
  }

  /** Gives the person what the invitation promises. Of two who use it at once, one is let in. */
  async accept(personId: string, token: string): Promise<void> {
    const invitation = await this.find(token, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    invitation.use(this.clock.now());
    await this.people.giveRole(personId, invitation.role);
    if (invitation.groupId) await this.members.admitInvited(invitation.groupId, personId, invitation.leader);
    await this.em.flush();
    this.audit.record('accept', 'invitation', invitation.id, {
      personId,
      role: invitation.role,
      groupId: invitation.groupId ?? null,
    });
  }

  private async find(
    token: string,
    options: { lockMode?: LockMode.PESSIMISTIC_WRITE; refresh?: boolean } = {},
  ): Promise<Invitation> {
    const invitation = await this.em.findOne(Invitation, { tokenHash: hashOfToken(token) }, options);
    if (!invitation) throw new NotFound();
    return invitation;
  }

  private prepare({ role, groupId, leader, days }: Draft, issuedById: string | null): Issued {
    const token = this.randomness.bytes(32).toString('base64url');
    const issuedAt = this.clock.now();
    const invitation = Object.assign(new Invitation(), {
      tokenHash: hashOfToken(token),
      role,
      groupId,
      leader: leader && groupId !== null,
      issuedById,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + days * dayMs),
      usedAt: null,
    });
    return { invitation, token };
  }

  private async enter(issued: Issued): Promise<Issued> {
    const { invitation } = issued;
    // Whoever invites also clears away what nobody has been able to use for a month.
    const past = new Date(invitation.issuedAt.getTime() - keptMs);
    await this.em.nativeDelete(Invitation, { expiresAt: { $lte: past } });
    this.em.persist(invitation);
    await this.em.flush();
    this.audit.record('issue', 'invitation', invitation.id, {
      role: invitation.role,
      groupId: invitation.groupId ?? null,
      leader: invitation.leader,
    });
    return issued;
  }
}
