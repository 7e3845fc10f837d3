// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conflict, Invalid } from '#kernel';
import { accessibleBy, authorize, findReadable, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, expectVersion, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { Membership } from '#tenant/people';
import { Unit } from './unit.entity.ts';

const Key = z.tuple([z.string(), z.uuid()]);
type UnitFields = Pick<Unit, 'name' | 'functionAddress'>;

@Injectable()
export class UnitService {
  constructor(
    private readonly em: EntityManager,
    private readonly audit: Audit,
  ) {}

  async list(ability: AppAbility, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Unit>> {
    const visible = accessibleBy(ability, 'read', Unit);
    if (!visible) return { items: [], next: null };
    const after = decodeCursor(cursor, Key);
    const beyond = after ? { $or: [{ name: { $gt: after[0] } }, { name: after[0], id: { $gt: after[1] } }] } : {};
    const rows = await this.em.find(
      Unit,
      { $and: [visible, beyond] },
      { orderBy: { name: 'asc', id: 'asc' }, limit: limit + 1 },
    );
    return cut(rows, limit, ({ name, id }) => [name, id]);
  }

  /** `host` is the municipality's own: a unit is addressed there and nowhere else. */
  async create(fields: UnitFields, host: string): Promise<Unit> {
    const unit = Unit.found(fields);
    await this.refuseDuplicates(unit, host);
    this.em.persist(unit);
    await this.em.flush();
    this.audit.record('create', 'unit', unit.id);
    return unit;
  }

  async update(
    ability: AppAbility,
    id: string,
    version: number,
    fields: Partial<UnitFields>,
    host: string,
  ): Promise<Unit> {
    const unit = await this.load(ability, id, 'update');
    expectVersion(unit, version);
    unit.change(fields);
    await this.refuseDuplicates(unit, host);
    await this.em.flush();
    this.audit.record('update', 'unit', id, { fields: Object.keys(fields).sort() });
    return unit;
  }

  async remove(ability: AppAbility, id: string): Promise<void> {
    const unit = await this.load(ability, id, 'remove');
    if (await this.em.count(Membership, { unitId: id })) throw new Conflict('unit.in-use');
    this.em.remove(unit);
    await this.em.flush();
    this.audit.record('remove', 'unit', id);
  }

  private async load(ability: AppAbility, id: string, verb: 'update' | 'remove'): Promise<Unit> {
    const unit = await findReadable(this.em, ability, Unit, id);
    authorize(ability, verb, unit);
    return unit;
  }

  private async refuseDuplicates(
    { id, name, functionAddress }: Partial<Unit> & UnitFields,
    host: string,
  ): Promise<void> {
    const at = functionAddress.slice(functionAddress.indexOf('@') + 1);
    if (withoutPort(at) !== withoutPort(host))
      throw new Invalid('unit.address-elsewhere', { pointer: '/functionAddress', values: { host } });
    const others = id ? { id: { $ne: id } } : {};
    if (await this.em.count(Unit, { name, ...others })) throw new Conflict('unit.name-taken', { pointer: '/name' });
    if (await this.em.count(Unit, { functionAddress, ...others }))
      throw new Conflict('unit.address-taken', { pointer: '/functionAddress' });
  }
}

const withoutPort = (host: string) => host.replace(/:\d+$/, '');
