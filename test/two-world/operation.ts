// SPDX-License-Identifier: EUPL-1.2
import type { Answer } from './caller.ts';
import type { House, HouseName } from './house.ts';
import { succeeded, type World } from './world.ts';

/** What an operation is about, whatever direction is looked from. */
export type Kind =
  /** Inside one house, for nobody else. */
  | 'inside'
  /** Between one resident, who looks on, and those who are addressed. */
  | 'neighbour'
  /** From the municipality to its partners. */
  | 'outward'
  /** What somebody of an association presses to answer a partner. */
  | 'answer'
  /** What a house shows everybody: its profile, its terms, its keys. */
  | 'public'
  /** Time, a restart: nobody's doing. */
  | 'world';

/** Small numbers that say which of the things that are there; the same in both worlds. */
export type Choice = readonly [number, number, number];

export interface Operation {
  readonly name: string;
  /** What somebody would say of it, without the house: `adds a group`. */
  readonly says: string;
  readonly kind: Kind;
  /** Where it can be done. */
  readonly houses: readonly HouseName[];
  /** Routes it writes to: `POST /api/v1/groups`. */
  readonly writes: readonly string[];
  /** @returns whether it came about; an answer counts as one that succeeded. */
  do(world: World, house: House, choice: Choice): Promise<boolean | Answer | undefined>;
  /** The time this takes from one step to the next; two minutes unless said. */
  readonly lasts?: number;
}

export async function cameAbout(operation: Operation, world: World, house: House, choice: Choice): Promise<boolean> {
  const result = await operation.do(world, house, choice);
  return typeof result === 'object' ? succeeded(result) : result === true;
}

/** Keeps the id that a creation answers with. */
export function remember(list: string[], answer: Answer): Answer {
  if (succeeded(answer) && typeof answer.body?.id === 'string') list.push(answer.body.id as string);
  return answer;
}

export const everyHouse = ['town', 'a', 'b'] as const;
