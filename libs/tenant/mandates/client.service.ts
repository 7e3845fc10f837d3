// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, Conflict, Randomness } from '#kernel';
import { accessibleBy, authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, expectVersion, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { refusePersonalNumbers } from '#tenant/people';
import { Protections, type Protection } from '#tenant/protection';
import { ClientCode, hashOfCode, wordCode } from './client-code.entity.ts';
import { Client } from './client.entity.ts';
import type { ClientVerb } from './client.policy.ts';
import type { ClientQuery } from './mandate.dto.ts';
import { Takeovers } from './takeovers.ts';

const Key = z.tuple([z.string(), z.uuid()]);
const hour = 3_600_000;
/** How long a code lives: a signature is waited for on the same day, a takeover may be thought over. */
const codeLife = { signature: 24 * hour, takeover: 14 * 24 * hour } as const;

export interface Given {
  readonly code: string;
  readonly expiresAt: Date;
}

/** Those whom staff and coordinators speak for. */
@Injectable()
export class ClientService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audit: Audit,
    private readonly takeovers: Takeovers,
    private readonly protections: Protections,
  ) {}

  async list(ability: AppAbility, { q, limit, cursor }: ClientQuery): Promise<Page<Client>> {
    const visible = accessibleBy(ability, 'read', Client);
    if (!visible) return { items: [], next: null };
    const after = decodeCursor(cursor, Key);
    const filters: object[] = [visible];
    if (after) filters.push({ $or: [{ aliasKey: { $gt: after[0] } }, { aliasKey: after[0], id: { $gt: after[1] } }] });
    if (q) filters.push({ aliasKey: { $like: `%${q.toLocaleLowerCase('sv').replaceAll(/[\\%_]/g, '\\$&')}%` } });
    const rows = await this.em.find(
      Client,
      { $and: filters },
      { orderBy: { aliasKey: 'asc', id: 'asc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (client) => [client.aliasKey, client.id]);
  }

  async find(ability: AppAbility, id: string, verb: ClientVerb = 'read'): Promise<Client> {
    const client = await findReadable(this.em, ability, Client, id);
    authorize(ability, verb, client);
    return client;
  }

  /** @param pointer where in the body the alias stands */
  async create(actor: Actor, alias: string, pointer = '/alias'): Promise<Client> {
    refusePersonalNumbers({ [pointer]: alias });
    const client = Object.assign(new Client(), {
      id: this.randomness.uuid(),
      unitId: actor.unitIds[0] ?? null,
      keptById: actor.personId,
      personId: null,
      takenOverAt: null,
      since: this.clock.now(),
      version: 0,
    });
    client.rename(alias.trim());
    this.em.persist(client);
    await this.em.flush();
    await this.protections.begin({ clientId: client.id });
    this.audit.record('create', 'client', client.id);
    return client;
  }

  async rename(ability: AppAbility, id: string, version: number, alias: string): Promise<Client> {
    refusePersonalNumbers({ '/alias': alias });
    const client = await this.find(ability, id, 'update');
    expectVersion(client, version);
    client.rename(alias.trim());
    await this.em.flush();
    this.audit.record('update', 'client', id);
    return client;
  }

  async protectionOf(ability: AppAbility, id: string): Promise<Protection> {
    const client = await this.find(ability, id, 'protect');
    return this.protections.of({ clientId: client.id });
  }

  /** As the client has said; nobody is asked why. The log does not tell it from another name. */
  async protect(ability: AppAbility, id: string, level: Protection): Promise<void> {
    const client = await this.hold(ability, id);
    authorize(ability, 'protect', client, 'mandate.taken-over');
    await this.protections.choose({ clientId: id }, level);
    this.audit.record('update', 'client', id);
  }

  /** A code with which the client takes over; one that was given before is worth nothing then. */
  async handOver(ability: AppAbility, id: string): Promise<Given> {
    const client = await this.hold(ability, id);
    authorize(ability, 'handOver', client, 'mandate.taken-over');
    await this.revokeCodes(id);
    this.audit.record('hand-over', 'client', id);
    return this.giveCode(id, 'takeover', null);
  }

  /** The code that was given out is worth nothing any longer. */
  async keep(ability: AppAbility, id: string): Promise<void> {
    await this.find(ability, id, 'update');
    await this.revokeCodes(id);
    this.audit.record('keep', 'client', id);
  }

  /** It was somebody else who took over: undone, as long as they have not done anything with it. */
  async takeBack(ability: AppAbility, id: string): Promise<Client> {
    const client = await this.hold(ability, id);
    authorize(ability, 'takeBack', client, 'mandate.not-taken-over');
    const { personId, takenOverAt } = client;
    if (!personId || !takenOverAt || !client.mayBeTakenBack(this.clock.now()))
      throw new Conflict('mandate.undo-too-late');
    if (await this.takeovers.usedBy(id, personId, takenOverAt)) throw new Conflict('mandate.takeover-used');
    client.takeBack();
    await this.takeovers.hand(id, null);
    await this.em.flush();
    this.audit.record('take-back', 'client', id, { personId });
    return client;
  }

  async giveCode(clientId: string, purpose: ClientCode['purpose'], consentId: string | null): Promise<Given> {
    const code = wordCode(this.randomness.bytes(12));
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + codeLife[purpose]);
    const fields = { clientId, purpose, consentId, codeHash: hashOfCode(code) };
    this.em.create(ClientCode, { ...fields, issuedAt: now, expiresAt, usedAt: null });
    await this.em.flush();
    return { code, expiresAt };
  }

  private async revokeCodes(clientId: string): Promise<void> {
    await this.em.nativeDelete(ClientCode, { clientId, purpose: 'takeover', usedAt: null });
  }

  private hold(ability: AppAbility, id: string): Promise<Client> {
    return findReadable(this.em, ability, Client, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }
}
