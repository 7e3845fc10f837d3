// SPDX-License-Identifier: EUPL-1.2
import { availableParallelism, loadavg } from 'node:os';
import { runCheck, type Noticed, type Outcome } from './check.ts';
import { saysOf, type Check, type Mutant } from './mutant.ts';
import { DoesNotApply } from './patch.ts';
import type { Scratch } from './scratch.ts';

/** `void`: the check fails without the leak as well, so that its failing says nothing. */
export type Verdict = 'killed' | 'late' | 'survived' | 'void' | 'broken' | 'does not apply';

export interface Result {
  readonly id: string;
  readonly name: string;
  readonly leak: string;
  readonly channel: string;
  readonly verdict: Verdict;
  /** The check, and what in it noticed the leak. */
  readonly check: string | null;
  readonly by: string | null;
  readonly message: string;
  /** From the start of the first check to the moment somebody noticed. */
  readonly seconds: number;
  /** Processes that wanted to run meanwhile. */
  readonly load: number;
  /** What it would have taken on a machine that has nothing else to do. */
  readonly quietSeconds: number;
}

const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
/** Limits are for a quiet machine: with more to run than there are cores, everything takes that much longer. */
const stretch = (load: number): number => Math.max(1, load / availableParallelism());

const controlSeconds = 900;

/** Tries planted leaks one after the other; each check is first heard without any. */
export class Trial {
  readonly #controls = new Map<string, Promise<Outcome>>();
  readonly #scratch: Scratch;
  readonly #say: (line: string) => void;

  constructor(scratch: Scratch, say: (line: string) => void) {
    this.#scratch = scratch;
    this.#say = say;
  }

  async try(mutant: Mutant): Promise<Result> {
    const { id, name, leak, channel } = mutant;
    const result = (verdict: Verdict, seconds: number, check: Check | null, noticed?: Partial<Noticed>): Result => {
      const { by = null, message = '' } = noticed ?? {};
      const load = loadNow();
      const quietSeconds = seconds / stretch(load);
      const what = { id, name, leak, channel, check: check && saysOf(check), by, message, seconds, load, quietSeconds };
      return { ...what, verdict: verdict === 'killed' && quietSeconds > mutant.limitSeconds ? 'late' : verdict };
    };
    let seconds = 0;
    let useless = '';
    let heard = 0;
    for (const check of mutant.checks) {
      const fault = faultOf(await this.#control(check, mutant), mutant);
      if (fault !== null) {
        useless += `${saysOf(check)}: ${fault}\n`;
        continue;
      }
      heard += 1;
      const tried = await this.#plant(mutant, check);
      if (tried instanceof DoesNotApply) return result('does not apply', 0, null, { message: tried.message });
      seconds += tried.seconds;
      const killer = [...tried.noticed, ...(mutant.kills.length ? tried.broken : [])].find((one) =>
        notices(mutant, one),
      );
      if (killer) return result('killed', seconds, check, killer);
      if (tried.late) return result('late', seconds, check, { message: 'nothing noticed it within the limit' });
      if (tried.broken.length) return result('broken', seconds, check, tried.broken[0]);
      if (tried.noticed.length) return result('broken', seconds, check, tried.noticed[0]);
    }
    return heard > 0
      ? result('survived', seconds, null, { message: useless })
      : result('void', 0, null, { message: useless });
  }

  async #plant(mutant: Mutant, check: Check): Promise<Outcome | DoesNotApply> {
    const { environment, limitSeconds } = mutant;
    const enough = (noticed: Noticed) => notices(mutant, noticed);
    try {
      return await this.#scratch.planted(mutant, async () => {
        const never = { environment, limitSeconds: controlSeconds, enough: () => false };
        for (const command of mutant.before) await runCheck(this.#scratch, { command }, never);
        return runCheck(this.#scratch, check, {
          environment,
          limitSeconds: limitSeconds * 2 * stretch(loadNow()),
          enough,
        });
      });
    } catch (error) {
      if (error instanceof DoesNotApply) return error;
      throw error;
    }
  }

  /** The check with the house as it is. */
  #control(check: Check, { environment }: Mutant): Promise<Outcome> {
    const key = JSON.stringify([check, environment]);
    const known = this.#controls.get(key);
    if (known) return known;
    const run = async () => {
      const outcome = await runCheck(this.#scratch, check, {
        environment,
        limitSeconds: controlSeconds,
        enough: () => false,
      });
      const { green, seconds, noticed, broken, passed, late } = outcome;
      this.#say(`control ${green ? 'good' : 'BAD '} ${saysOf(check)} (${passed} passed, ${seconds.toFixed(1)} s)`);
      if (late) this.#say(`    it did not end within ${controlSeconds} s`);
      for (const { by, message } of [...noticed, ...broken]) this.#say(`    ${by}: ${brief(message, 8)}`);
      return outcome;
    };
    const control = run();
    this.#controls.set(key, control);
    return control;
  }
}

/** Null when the check is content without the leak, or at least does not say what it is to say with it. */
function faultOf({ green, noticed, broken, passed, said }: Outcome, mutant: Mutant): string | null {
  if (green) return null;
  const all = [...noticed, ...broken];
  if (all.length === 0 && passed === 0) return `no test ran: ${brief(said)}`;
  const first = mutant.kills.length === 0 ? all[0] : all.find((one) => notices(mutant, one));
  return first ? `fails without the leak: ${first.by}: ${brief(first.message)}` : null;
}

const notices = ({ kills }: Mutant, { by, message }: Noticed): boolean =>
  kills.length === 0 || kills.some((words) => by.includes(words) || message.includes(words));

/** The first lines that say something. */
export const brief = (text: string, lines = 3): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, lines)
    .join(' · ')
    .slice(0, lines * 100);
