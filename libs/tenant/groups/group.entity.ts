// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes, type ServiceType } from '#contracts';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Where needs come from, where helpers are, or both. */
export const groupKinds = ['need', 'resource', 'both'] as const;
export type GroupKind = (typeof groupKinds)[number];
/** Who may come in: anybody; whom the leaders approve; whom they find qualified; whom they invite, and nobody else learns of it. */
export const groupAccesses = ['open', 'approval', 'qualified', 'hidden'] as const;
export type GroupAccess = (typeof groupAccesses)[number];
export const ruleHolders = ['members', 'leaders', 'nobody'] as const;
export type RuleHolder = (typeof ruleHolders)[number];

/** Who in the group may ask for, and who may help with, one kind of service. */
export interface GroupRule {
  readonly serviceType: ServiceType;
  readonly ask: RuleHolder;
  readonly help: RuleHolder;
}

const GroupSchema = defineEntity({
  name: 'Group',
  ...tenantOwned('group'),
  properties: {
    ...tenantColumns,
    name: p.string().length(80),
    kind: p.enum(groupKinds),
    access: p.enum(groupAccesses),
    area: p.string().length(80).nullable(),
    about: p.string().length(1000),
    /** Read by whoever has just come in. */
    welcome: p.string().length(1000),
    /** Kinds of service that are not named are nobody's. */
    rules: p.json<readonly GroupRule[]>(),
    /** In percent: so much of what is agreed it may take while other groups could; null is as much as it likes. */
    share: p.integer().nullable(),
    /** Whether somebody who rings may ask here without showing who they are. */
    unverifiedCallers: p.boolean(),
    createdAt: p.datetime(3),
    archivedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['tenantId', 'name', 'id'] }],
});

export type GroupFields = Pick<Group, 'name' | 'kind' | 'access' | 'area' | 'about' | 'welcome' | 'rules'> &
  Partial<Pick<Group, 'unverifiedCallers'>>;
export type GroupChange = Partial<GroupFields & Pick<Group, 'share'>>;

/** What a group of this kind deals with until somebody says otherwise: everything. */
export const rulesFor = (kind: GroupKind): GroupRule[] =>
  serviceTypes.map((serviceType) => ({
    serviceType,
    ask: kind === 'resource' ? 'nobody' : 'members',
    help: kind === 'need' ? 'nobody' : 'members',
  }));

export class Group extends GroupSchema.class {
  static found(fields: GroupFields, at: Date): Group {
    const usual = { unverifiedCallers: false, share: null };
    return Object.assign(new Group(), { ...usual, ...fields, createdAt: at, archivedAt: null });
  }

  change(fields: GroupChange): void {
    if (this.archivedAt) throw new Conflict('group.archived');
    Object.assign(this, fields);
  }

  archive(at: Date): void {
    this.archivedAt ??= at;
  }

  restore(): void {
    this.archivedAt = null;
  }

  /** Whoever asks for help of this kind in the group. */
  whoMayAsk(serviceType: ServiceType): RuleHolder {
    return this.ruleOf(serviceType)?.ask ?? 'nobody';
  }

  /** Whoever sees such a request, and may say "I can". */
  whoMayHelp(serviceType: ServiceType): RuleHolder {
    return this.ruleOf(serviceType)?.help ?? 'nobody';
  }

  private ruleOf(serviceType: ServiceType): GroupRule | undefined {
    return this.archivedAt ? undefined : this.rules.find((rule) => rule.serviceType === serviceType);
  }
}
GroupSchema.setClass(Group);
