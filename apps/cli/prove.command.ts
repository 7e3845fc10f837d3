// SPDX-License-Identifier: EUPL-1.2
import type { INestApplicationContext } from '@nestjs/common';
import type { PlaneConfig } from '#platform/config';
import { readConfig } from '#platform/config';
import { WrongUse, type Command, type Given, type Outcome } from './command.ts';
import { withPlane } from './open-plane.ts';
import { prove, roadIsOpen, type Finding, type Proof } from './prove/prove.ts';
import { Stage } from './prove/stage.ts';
import { environmentFrom, settingsHelp } from './settings.ts';

const mostMs = 120_000;

export const proveCommand: Command = {
  arguments: '[--settings <file>] [--settings <file of the other plane>]',
  options: {
    settings: { type: 'string', multiple: true },
    address: { type: 'string', multiple: true },
    domain: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  help: [
    [settingsHelp[0], `${settingsHelp[1]}; given twice, both planes are examined, and the road between them`],
    ['--address <http://host:port>', 'where the process answers, if not at BIND and PORT; one for each plane'],
    ['--domain <name>', 'under it any name leads to the plane, so that the other one can reach invented organisations'],
    ['--dry-run', 'only tell what would be examined'],
  ],
  async run(given) {
    const configs = configsOf(given);
    const addresses = addressesOf(given, configs);
    await Promise.all(addresses.map(answers));
    return opened(configs, async (services) => {
      const stop = new AbortController();
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(mostMs)]);
      const stages = configs.map(
        (config, index) =>
          new Stage({
            config,
            services: services[index]!,
            address: addresses[index]!,
            domain: given.values['domain'] as string | undefined,
            signal,
          }),
      );
      if (given.values['dry-run'] === true) return rehearsal(stages);
      return interruptible(stop, () => examination(stages, given.values['json'] === true));
    });
  },
};

function configsOf({ values, env }: Given): PlaneConfig[] {
  const files = (values['settings'] as string[] | undefined) ?? [];
  if (files.length > 2) throw new WrongUse('There are two planes: --settings may be given twice at most');
  const configs = files.length > 0 ? files.map((file) => readConfig(environmentFrom(file))) : [readConfig(env)];
  if (new Set(configs.map(({ PLANE }) => PLANE)).size < configs.length)
    throw new WrongUse('Both settings belong to the same plane');
  return configs;
}

function addressesOf({ values }: Given, configs: readonly PlaneConfig[]): string[] {
  const said = (values['address'] as string[] | undefined) ?? [];
  if (said.length > 0 && said.length !== configs.length)
    throw new WrongUse('--address must be given once for each --settings, in the same order, or not at all');
  return configs.map(({ BIND, PORT }, index) => {
    const own = BIND === '0.0.0.0' || BIND === '::' ? '127.0.0.1' : BIND;
    const address = said[index] ?? `http://${own.includes(':') ? `[${own}]` : own}:${PORT}`;
    if (!URL.canParse(address)) throw new WrongUse(`--address ${address} is no address`);
    return new URL(address).origin;
  });
}

async function answers(address: string): Promise<void> {
  try {
    const { ok } = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(10_000) });
    if (ok) return;
  } catch {
    // Told below, in words.
  }
  throw new Error(
    `Nothing is ready at ${address}: the examination is of a running plane. --address tells where it is.`,
  );
}

const opened = (
  [first, second]: readonly PlaneConfig[],
  work: (services: INestApplicationContext[]) => Promise<Outcome>,
): Promise<Outcome> =>
  withPlane(first!, (one) => (second ? withPlane(second, (two) => work([one, two])) : work([one])));

/** Ctrl-C and the like stop the examination, not the clearing up. */
async function interruptible(stop: AbortController, work: () => Promise<Outcome>): Promise<Outcome> {
  const end = () => stop.abort(new Error('Interrupted: nothing was published, and nothing was left behind'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}

async function examination(stages: readonly Stage[], silent: boolean): Promise<Outcome> {
  try {
    for (const stage of stages) await stage.enter();
    const proofs = await prove(stages, (plane, finding) => {
      if (!silent) process.stderr.write(`${lineOf(plane, finding)}\n`);
    });
    const held = proofs.every(({ run }) => run.outcome === 'held');
    return { code: held ? 0 : 1, json: { held, proofs }, lines: proofs.map(summary) };
  } finally {
    for (const stage of stages) await stage.leave();
  }
}

const marks = { held: 'ok   ', failed: 'FAULT', 'not-run': '–    ' } as const;
const lineOf = (plane: string, { check, outcome, cases, ms, faults }: Finding) =>
  [
    `${marks[outcome]} ${plane.padEnd(9)} ${check.padEnd(15)} ${String(cases).padStart(5)} tries ${String(ms).padStart(6)} ms`,
    ...faults.slice(0, 10).map((fault) => `        ${fault}`),
    ...(faults.length > 10 ? [`        … and ${faults.length - 10} more`] : []),
  ].join('\n');

const summary = ({ plane, run, findings }: Proof) => {
  const skipped = findings.filter(({ outcome }) => outcome === 'not-run').map(({ check }) => check);
  const how = run.outcome === 'held' ? 'held' : 'did NOT hold';
  const not = skipped.length ? `; not examined: ${skipped.join(', ')}` : '';
  return `The wall of the ${plane} plane ${how}: ${run.cases} tries in ${(run.ms / 1000).toFixed(1)} s${not}. Published as number ${run.number} at /wall.`;
};

function rehearsal(stages: readonly Stage[]): Outcome {
  const planes = stages.map(({ plane }) => plane);
  const walked = roadIsOpen(stages);
  const lines = [
    `Would examine ${planes.join(' and ')} with two invented organisations on each, removed afterwards, and publish a signed result at /wall.`,
    'In the database, nothing of it committed: database-rules, roles, own-cluster, no-tenant, tables.',
    'Over HTTP, as people of the invented organisations: doors, other-ids, canaries; and that the list is whole.',
    walked
      ? 'The road between the planes: yes.'
      : 'The road between the planes: no. It needs --settings of both planes, and --domain outside a local start.',
    'Nothing was changed.',
  ];
  return { code: 0, json: { planes, road: walked }, lines };
}
