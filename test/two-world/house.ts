// SPDX-License-Identifier: EUPL-1.2
import type { PersonId, TenantId } from '#kernel';
import type { Plane } from './plane.ts';

/** The municipality, and two associations. */
export type HouseName = 'town' | 'a' | 'b';

export interface Person {
  readonly name: string;
  readonly house: House;
  readonly id: PersonId;
  cookie: string;
  /** The same human has the same network and the same browser at every tenant. */
  readonly address: string;
  readonly agent: string;
}

/** What a house has made so far, by id, in the order it was made. */
export interface Memory {
  readonly groups: string[];
  readonly requests: string[];
  readonly agreements: string[];
  readonly invitations: string[];
  readonly partnerInvitations: string[];
  readonly units: string[];
  readonly links: string[];
  /** People who came while the story ran. */
  readonly newcomers: Person[];
  /** Subjects of all who ever came, whether they are still there or not. */
  readonly arrivals: string[];
  /** Tokens of invitations that have not been used. */
  readonly tokens: string[];
  /** Tokens of addresses where somebody's calendar asks, or asked. */
  readonly feeds: string[];
}

export interface House {
  readonly key: HouseName;
  readonly name: string;
  readonly plane: Plane;
  readonly id: TenantId;
  readonly host: string;
  readonly origin: string;
  readonly administrator: Person;
  readonly coordinator: Person;
  /** Residents, or members: the last of them is the one who answers the partner, and stays out of everything else. */
  readonly people: Person[];
  readonly answerer: Person;
  /** Only the municipality has one. */
  readonly staff: Person;
  /** The group that stays as it is, open to all, and answers partners. */
  readonly groupId: string;
  /** A hidden group of a few: the first and the third of the people. */
  readonly asideId: string;
  readonly memory: Memory;
  /** What those few make among themselves. */
  readonly asideMemory: Memory;
  /** Outward: requests that the municipality put to partners, by the words that tell them apart. */
  readonly outward: string[];
  /** This house as the others know it, and the others as this house knows them. */
  readonly partners: Partial<Record<HouseName, string>>;
}

export const emptyMemory = (): Memory => ({
  groups: [],
  requests: [],
  agreements: [],
  invitations: [],
  partnerInvitations: [],
  units: [],
  links: [],
  newcomers: [],
  arrivals: [],
  tokens: [],
  feeds: [],
});

/** The n-th of a list, going round; undefined when there is none. */
export const nth = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
