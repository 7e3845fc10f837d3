// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { WrongUse, type Command, type Outcome } from './command.ts';

interface Entry {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

const commands: readonly Entry[] = [
  {
    name: 'tenant create',
    summary: 'set up an organisation on a plane, with keys of its own and an invitation for its first administrator',
    load: async () => (await import('./tenant-create.command.ts')).tenantCreateCommand,
  },
  {
    name: 'migrate',
    summary: 'run the migrations that are missing in both databases of a plane; safe to run twice',
    load: async () => (await import('./migrate.command.ts')).migrateCommand,
  },
  {
    name: 'doctor',
    summary: "examine a plane: its settings, and whether its databases' wall stands; changes nothing",
    load: async () => (await import('./doctor.command.ts')).doctorCommand,
  },
  {
    name: 'prove',
    summary: 'examine the wall of a running plane with invented organisations, and publish the signed result at /wall',
    load: async () => (await import('./prove.command.ts')).proveCommand,
  },
  {
    name: 'verify',
    summary: 'check exported receipts, or a result from /wall, without any network',
    load: async () => (await import('./verify.command.ts')).verifyCommand,
  },
  {
    name: 'keys rotate',
    summary: "exchange an organisation's keys and tell its partners; the old ones stay good for seven days",
    load: async () => (await import('./keys-rotate.command.ts')).keysRotateCommand,
  },
  {
    name: 'resend',
    summary: 'say again what a partner has lost that was put back from a backup; nothing has effect twice',
    load: async () => (await import('./resend.command.ts')).resendCommand,
  },
];

const codes = 'Exit code: 0 done, 1 what was asked about does not hold, 2 asked wrongly, 3 could not be carried out.';
const everywhere = [
  ['--json', 'answer as JSON'],
  ['--help', 'this help'],
] as const;

const table = (rows: readonly (readonly [string, string])[]) => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
};

const overview = (): string[] => [
  'handslag <command> [options]',
  '',
  ...table(commands.map(({ name, summary }) => [name, summary] as const)),
  '',
  ...table(everywhere),
  '',
  'handslag <command> --help tells more. Nothing is ever asked back.',
  codes,
];

const helpOf = ({ name, summary }: Entry, { arguments: args, help }: Command): string[] => [
  `handslag ${name} ${args}`.trim(),
  '',
  `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
  '',
  ...table([...help, ...everywhere]),
  '',
  codes,
];

function chosen(args: readonly string[]): { entry: Entry; rest: string[] } | undefined {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const entry = commands.find((one) => one.name === name);
    if (entry) return { entry, rest: args.slice(words) };
  }
  return undefined;
}

async function carryOut(name: string, command: Command, rest: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  try {
    const options = {
      ...command.options,
      json: { type: 'boolean' as const },
      help: { type: 'boolean' as const, short: 'h' },
    };
    const { values, positionals } = parseArgs({
      args: rest,
      options,
      allowPositionals: command.positionals ?? false,
      strict: true,
    });
    return await command.run({ values: values, positionals, env });
  } catch (error) {
    const wrongUse =
      error instanceof WrongUse || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    const message = error instanceof Error ? error.message : String(error);
    const cause = error instanceof Error && error.cause instanceof Error ? [`  ${error.cause.message}`] : [];
    const more = wrongUse ? [`handslag ${name} --help tells how.`] : [];
    return { code: wrongUse ? 2 : 3, json: { error: message }, lines: [message, ...cause, ...more] };
  }
}

/** @returns the exit code. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const out = (lines: readonly string[]) => void process.stdout.write(`${lines.join('\n')}\n`);
  const { entry, rest = [] } = chosen(args) ?? {};
  if (!entry) {
    const asked = args.length === 0 || args.some((arg) => arg === '--help' || arg === '-h');
    if (asked) out(overview());
    else
      process.stderr.write(
        `There is no command ${args.filter((arg) => !arg.startsWith('-')).join(' ')}.\n\n${overview().join('\n')}\n`,
      );
    return asked ? 0 : 2;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    out(helpOf(entry, command));
    return 0;
  }
  const { code, json, lines } = await carryOut(entry.name, command, rest, env);
  if (rest.includes('--json')) out([JSON.stringify(json, null, 1)]);
  else if (code >= 2) process.stderr.write(`${lines.join('\n')}\n`);
  else out(lines);
  return code;
}
