// SPDX-License-Identifier: EUPL-1.2

export interface Options {
  readonly quick: boolean;
  readonly only: readonly string[];
  readonly rows: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly letters: number;
  readonly partners: number;
  readonly minutes: number;
  readonly out: string;
}

/** A piece of work that may break off without the others. */
export type Part = (name: string, work: () => Promise<void>) => Promise<void>;
