// SPDX-License-Identifier: EUPL-1.2
import type { WallCheck, WallRun } from '#contracts';
import { crossings, undescribed, WallRuns } from '#tenant/wall';
import { settleIn, type Belongings } from './belongings.ts';
import { databaseRules, noTenant, ownCluster, roles } from './database-checks.ts';
import { canaries, doors, otherIds } from './live-checks.ts';
import { road } from './road.ts';
import type { Stage } from './stage.ts';
import { tables } from './table-checks.ts';
import { Tally } from './tally.ts';

type CheckName = WallCheck['check'];

export interface Finding extends WallCheck {
  /** For the operator only. */
  readonly faults: readonly string[];
}
export interface Proof {
  readonly plane: Stage['plane'];
  readonly findings: readonly Finding[];
  readonly run: WallRun;
}
export type Progress = (plane: Stage['plane'], finding: Finding) => void;

/** Why a check is not run in this setting, if it is not. */
export const roadIsOpen = (stages: readonly Stage[]): boolean =>
  stages.length === 2 && stages.every(({ reachable }) => reachable);

/**
 * Examines the planes and publishes one signed result on each, whatever it is. The stages have been entered.
 * @throws Error when it cannot be carried out at all: then nothing is published.
 */
export async function prove(stages: readonly Stage[], progress: Progress): Promise<Proof[]> {
  const signal = AbortSignal.any(stages.map((stage) => stage.signal));
  const begun = performance.now();
  const at = new Date().toISOString();
  const running = new Map<Stage, { version: string; build: string }>();
  for (const stage of stages) {
    await stage.furnish();
    running.set(stage, await runningBuild(stage));
  }
  const findings = new Map<Stage, Finding[]>(stages.map((stage) => [stage, []]));
  const told = (stage: Stage, finding: Finding) => {
    findings.get(stage)?.push(finding);
    signal.throwIfAborted();
    progress(stage.plane, finding);
  };
  const owned = new Map<Stage, Belongings>();
  for (const stage of stages) {
    const check = async (name: CheckName, work: (tally: Tally) => Promise<void>) =>
      told(stage, await tried(name, work));
    await check('database-rules', (tally) => databaseRules(tally, stage));
    await check('roles', (tally) => roles(tally, stage));
    await check('own-cluster', (tally) => ownCluster(tally, stage));
    await check('no-tenant', (tally) => noTenant(tally, stage));
    await check('tables', (tally) => tables(tally, stage));
    await check('doors', (tally) => doors(tally, stage));
    const belongings = await settleIn(stage.owner);
    owned.set(stage, belongings);
    await check('other-ids', (tally) => otherIds(tally, stage, belongings));
  }
  for (const [stage, belongings] of owned) {
    const elsewhere = stages.filter((other) => other !== stage);
    told(stage, await tried('canaries', (tally) => canaries(tally, stage, belongings, elsewhere)));
    told(stage, await tried('list', async (tally) => list(tally)));
  }
  const walked = await walk(stages, owned);
  for (const stage of stages) told(stage, walked);
  // What was cut short has shown nothing, neither good nor bad.
  signal.throwIfAborted();

  const ms = Math.round(performance.now() - begun);
  const proofs: Proof[] = [];
  for (const stage of stages) {
    const found = findings.get(stage) ?? [];
    const run = await stage.services.get(WallRuns, { strict: false }).publish({
      plane: stage.plane,
      ...running.get(stage)!,
      at,
      ms,
      cases: found.reduce((sum, { cases }) => sum + cases, 0),
      outcome: found.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'held',
      checks: found.map(({ faults: _, ...check }) => check),
    });
    proofs.push({ plane: stage.plane, findings: found, run });
  }
  return proofs;
}

/** What cannot be tried to its end has not held. */
async function tried(check: CheckName, work: (tally: Tally) => Promise<void>): Promise<Finding> {
  const tally = new Tally();
  const since = performance.now();
  try {
    await work(tally);
    if (tally.cases === 0) tally.expect(false, 'there was nothing to try');
  } catch (error) {
    tally.expect(false, `could not be tried to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { cases, faults } = tally;
  const outcome = faults.length > 0 ? 'failed' : 'held';
  return { check, outcome, cases, failures: faults.length, ms: Math.round(performance.now() - since), faults };
}

/** One road for both planes; it needs both. */
async function walk(stages: readonly Stage[], owned: ReadonlyMap<Stage, Belongings>): Promise<Finding> {
  const town = stages.find(({ plane }) => plane === 'municipal');
  const club = stages.find(({ plane }) => plane === 'civic');
  const belongings = club && owned.get(club);
  if (!town || !belongings || !roadIsOpen(stages))
    return { check: 'road', outcome: 'not-run', cases: 0, failures: 0, ms: 0, faults: [] };
  return tried('road', (tally) => road(tally, town, club, belongings));
}

function list(tally: Tally): void {
  const missing = undescribed();
  for (const { id, fields } of crossings)
    for (const { field } of fields)
      tally.expect(!missing.includes(`${id}.${field}`), `${id}.${field} is not explained`);
  for (const one of missing.filter((name) => name.includes(' '))) tally.expect(false, `${one} is not explained`);
}

/** Of the process that answers, which need not be the code of this command. */
async function runningBuild(stage: Stage): Promise<{ version: string; build: string }> {
  const { status, text } = await stage.caller(stage.owner.host).call('GET', '/api/v1/wall-statement');
  if (status !== 200) throw new Error(`The running ${stage.plane} plane does not know its wall (${status})`);
  const { running } = JSON.parse(text) as { running: { version: string; build: string } };
  return { version: running.version, build: running.build };
}
