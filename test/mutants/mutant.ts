// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDiff, type Change } from './patch.ts';

/** What is expected to notice: a suite of Jest's, or a program that says so in words. */
export type Check = { readonly project: string; readonly pattern: string } | { readonly command: readonly string[] };

export interface Mutant {
  readonly id: string;
  readonly name: string;
  readonly leak: string;
  readonly channel: string;
  readonly nearest: string | null;
  /** To be done after planting, before the checks: what a careful person would write anew. */
  readonly before: readonly (readonly string[])[];
  readonly checks: readonly Check[];
  readonly environment: Readonly<Record<string, string>>;
  /** Words of the test that notices, or of what it says, one for each check that needs them; without any, every failed test counts. */
  readonly kills: readonly string[];
  readonly limitSeconds: number;
  readonly changes: readonly Change[];
}

const known = ['Leak', 'Channel', 'Nearest', 'Before', 'Check', 'With', 'Kills', 'Limit'];

export const saysOf = (check: Check): string =>
  'command' in check ? check.command.join(' ') : `${check.project} ${check.pattern}`;

export function parseMutant(file: string, text: string): Mutant {
  const [, id, name] = /^([A-Z]\d\d)-(.+)\.patch$/.exec(file) ?? [];
  if (!id || !name) throw new Error(`${file}: is called neither M01-… nor A01-…`);
  const header = text.slice(0, text.search(/^(diff --git|---) /m));
  const fields = header
    .split('\n')
    .filter(Boolean)
    .map((line) => /^(\w+): (.+)$/.exec(line)?.slice(1) ?? [line, '']);
  const strange = fields.find(([key = '']) => !known.includes(key));
  if (strange) throw new Error(`${file}: "${strange.join(': ')}" is not a line of the header`);
  const all = (key: string) => fields.filter(([name]) => name === key).map(([, value = '']) => value);
  const [leak] = all('Leak');
  const [channel] = all('Channel');
  const checks = all('Check').map(checkOf);
  const kills = all('Kills');
  if (!leak || !channel || checks.length === 0) throw new Error(`${file}: lacks Leak, Channel or Check`);
  if (kills.length === 0 && checks.some((check) => 'command' in check))
    throw new Error(`${file}: a command needs Kills`);
  return {
    id,
    name: name.replaceAll('-', ' '),
    leak,
    channel,
    nearest: all('Nearest')[0] ?? null,
    before: all('Before').map((words) => words.split(' ')),
    checks,
    environment: Object.fromEntries(all('With').map((pair) => pair.split(/=(.*)/s, 2))) as Record<string, string>,
    kills,
    limitSeconds: Number(all('Limit')[0] ?? 60),
    changes: parseDiff(text),
  };
}

function checkOf(words: string): Check {
  const [first = '', ...rest] = words.split(' ');
  return first === 'run' ? { command: rest } : { project: first, pattern: rest.join(' ') };
}

/** All planted leaks, by id. */
export function readMutants(folder = import.meta.dirname): Mutant[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => parseMutant(file, readFileSync(path.join(folder, file), 'utf8')));
}
