// SPDX-License-Identifier: EUPL-1.2
import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import { Forbidden, NotFound } from '#kernel';
import type { Actor } from './actor.ts';
import { onlyWholeRecords } from './conditions.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a class is named by any constructor
export type Class = new (...args: any[]) => object;
export type AppAbility = MongoAbility<[string, Class | object]>;
type Rules<Verb extends string, Subject extends Class> = Pick<
  AbilityBuilder<MongoAbility<[Verb, Subject | InstanceType<Subject>]>>,
  'can' | 'cannot'
>;
/** A feature's sentences: who may do what to which record. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- policies of all features are kept in one list
export type Policy<Verb extends string = any, Subject extends Class = any> = (
  actor: Actor,
  rules: Rules<Verb, Subject>,
) => void;

export function abilityFor(actor: Actor, policies: readonly Policy[]): AppAbility {
  const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const policy of policies) policy(actor, builder as never);
  for (const { action, conditions } of builder.rules) if (conditions) refuseEmpty(String(action), conditions);
  return builder.build({
    // By class only: a body that claims to be a subject is never one.
    detectSubjectType: (subject) => subject.constructor as Class,
    conditionsMatcher: onlyWholeRecords,
  });
}

/** CASL reads a condition that is empty, or whose value is undefined, as one that holds. */
function refuseEmpty(verb: string, conditions: object): void {
  const values: unknown[] = Object.values(conditions);
  if (values.length === 0 || values.includes(undefined))
    throw new Error(`A rule about ${verb} has a condition that says nothing`);
}

/** @throws NotFound when the record may not even be read, Forbidden when only the verb is refused. */
export function authorize(ability: AppAbility, verb: string, record: object, code?: string): void {
  if (ability.can(verb, record)) return;
  if (verb === 'read' || ability.cannot('read', record)) throw new NotFound();
  throw new Forbidden(code);
}

/** The answers that travel with a record to the web app. */
export function canOf<Verb extends string>(
  ability: AppAbility,
  record: object,
  verbs: readonly Verb[],
): Record<Verb, boolean> {
  const can = {} as Record<Verb, boolean>;
  for (const verb of verbs) can[verb] = ability.can(verb, record);
  return can;
}

/** The same rules as a WHERE clause, so that lists and checks cannot disagree; null means no row can match. */
export function accessibleBy(ability: AppAbility, verb: string, subject: Class): object | null {
  return rulesToCondition<AppAbility, object, object>(
    ability.rulesFor(verb, subject),
    (rule) => (rule.inverted ? { $not: inSql(rule.conditions ?? {}) } : inSql(rule.conditions ?? {})),
    { and: ($and) => ({ $and }), or: ($or) => ({ $or }), empty: () => ({}) },
  );
}

/** CASL's `$elemMatch: { $in }` on an array column is PostgreSQL's overlap; the rest is written alike in both. */
function inSql(conditions: object): object {
  return Object.fromEntries(
    Object.entries(conditions).map(([field, condition]: [string, unknown]) => {
      if (isObject(condition) && isObject(condition['$elemMatch']) && '$in' in condition['$elemMatch']) {
        return [field, { $overlap: condition['$elemMatch']['$in'] }];
      }
      return [field, condition];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
