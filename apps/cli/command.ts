// SPDX-License-Identifier: EUPL-1.2
import type { ParseArgsOptionsConfig } from 'node:util';

/** 0 done · 1 what was asked about does not hold · 2 asked wrongly · 3 could not be carried out. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Given {
  readonly values: Readonly<Record<string, string | boolean | string[] | undefined>>;
  readonly positionals: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface Outcome {
  readonly code: ExitCode;
  /** For `--json`. */
  readonly json: unknown;
  /** For people. */
  readonly lines: readonly string[];
}

/** What a command takes and does; its name stands in main.ts, so that only the one that is called is loaded. */
export interface Command {
  readonly arguments: string;
  readonly options: ParseArgsOptionsConfig;
  /** A line for each option. */
  readonly help: readonly (readonly [option: string, what: string])[];
  /** Arguments without a name. */
  readonly positionals?: boolean;
  run(given: Given): Promise<Outcome>;
}

/** The command was called in a way that cannot be meant. */
export class WrongUse extends Error {}

export function required({ values }: Given, name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new WrongUse(`--${name} is needed`);
  return value;
}

export const optional = ({ values }: Given, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
