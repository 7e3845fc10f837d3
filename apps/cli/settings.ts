// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readConfig, type PlaneConfig } from '#platform/config';
import { optional, WrongUse, type Given } from './command.ts';

export const settingsOption = { settings: { type: 'string' as const } };
export const settingsHelp = [
  '--settings <file>',
  'read the settings from this file instead of the environment',
] as const;

/** The environment, or the file named by `--settings`. */
export function environmentOf(given: Given): NodeJS.ProcessEnv {
  const file = optional(given, 'settings');
  return file === undefined ? given.env : environmentFrom(file);
}

/** What a file of settings says. @throws WrongUse when it cannot be read. */
export function environmentFrom(file: string): NodeJS.ProcessEnv {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongUse(`--settings ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const configOf = (given: Given): PlaneConfig => readConfig(environmentOf(given));

/** A setting that only the operator has; `NAME_FILE` works too. @throws Error that names it. */
export function operatorSetting(env: NodeJS.ProcessEnv, name: string): string {
  const file = env[`${name}_FILE`];
  const value = env[name] ?? (file && readFileSync(file, 'utf8').trim());
  if (!value)
    throw new Error(`These settings are missing or wrong:\n  ${name}: the database address with role handslag_migrate`);
  return value;
}
