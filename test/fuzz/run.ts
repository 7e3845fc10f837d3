// SPDX-License-Identifier: EUPL-1.2
// Sends cases as every kind of caller, holds each answer against the judge, and says how to see a fault again.
import { setImmediate as breathe } from 'node:timers/promises';
import fc from 'fast-check';
import { caseOf, type Case } from './cases.ts';
import { asCurl, filled } from './filled.ts';
import { classesOf, type House, type Populated, type RoleClass } from './house.ts';
import { Fault, Judge, limits } from './judge.ts';
import { describe, type Description, type Operation, type PlaneName } from './operations.ts';
import { bytesOf } from './plane.ts';
import type { Answer } from './wire.ts';

export interface Options {
  readonly seed: number;
  /** For each operation and kind of caller. */
  readonly cases: number;
  /** Only these operations, e.g. `Group_read,Group_update`. */
  readonly operation?: string | undefined;
  /** Only as this kind of caller. */
  readonly role?: string | undefined;
  /** Where in the seed's cases a fault was, to run that case alone. */
  readonly path?: string | undefined;
}

/** What a reading may write: that it happened, and what the way to the identity provider needs. */
const readingMayWrite = /^(insert access_entry|(insert|delete) sign_in)/;
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
/** With `HANDSLAG_FIRST` the first fault ends the run as it is, neither shrunk nor followed by others. */
const firstOnly = process.env.HANDSLAG_FIRST === '1';
const mostFaults = firstOnly ? 1 : 12;

export class Run {
  readonly faults: string[] = [];
  readonly requests = new Map<string, number>();
  readonly answered = new Map<string, number>();
  slowest = 0;
  /** One fault of a kind is told, not one for each kind of caller. */
  readonly #kinds = new Set<string>();
  readonly description: Description;
  readonly judge: Judge;
  readonly ours: Populated;
  /** Ids of the tenant that nobody may see. */
  readonly #hidden: Set<string>;
  readonly #prototype = Object.getOwnPropertyNames(Object.prototype).join();

  private constructor(
    readonly plane: PlaneName,
    private readonly house: House,
    readonly options: Options,
    hidden: Set<string>,
  ) {
    this.description = describe(plane);
    this.judge = new Judge(this.description);
    this.ours = house.ours[plane];
    this.#hidden = hidden;
  }

  static async of(plane: PlaneName, house: House, options: Options): Promise<Run> {
    const idsOf = async ({ tenant }: Populated) =>
      new Set((await tenant.plane.rowsOf(tenant)).flatMap((row) => row.match(uuids) ?? []));
    const own = await idsOf(house.ours[plane]);
    const hidden = [...(await idsOf(house.theirs[plane]))].filter((id) => !own.has(id));
    await house.planes[plane].written();
    return new Run(plane, house, options, new Set(hidden));
  }

  get operations(): readonly Operation[] {
    const { operation } = this.options;
    const asked = operation?.split(',');
    return this.description.operations.filter(({ id }) => !asked || asked.includes(id));
  }

  async everyOperation(): Promise<void> {
    for (const [number, operation] of this.operations.entries()) {
      if (number % 8 === 7) await this.ours.replenish().catch((error: unknown) => this.fault('replenish', error));
      await this.ours.plane.written();
      for (const role of classesOf[this.plane]) await this.#operation(operation, role);
      if (/\/(me|people|sign-out|members)\b|acceptance/.test(operation.path)) await this.ours.renewCast();
      if (this.faults.length >= mostFaults) return;
    }
  }

  async #operation(operation: Operation, role: RoleClass): Promise<void> {
    const { seed, cases, path } = this.options;
    if (this.options.role !== undefined && this.options.role !== role) return;
    const made = await fc.check(
      fc.asyncProperty(caseOf(operation, this.description.schemas), async (given) => {
        await this.check(operation, role, given);
      }),
      {
        seed: seedOf(seed, operation.id, role),
        numRuns: cases,
        ...(path ? { path } : {}),
        interruptAfterTimeLimit: 600_000,
      },
    );
    if (!made.failed) return;
    const [given] = made.counterexample ?? [];
    const again = `npm run fuzz -- --seed ${seed} --cases ${cases} --operation ${operation.id} --role ${role} --path ${made.counterexamplePath}`;
    this.fault(`${operation.id} as ${role} on the ${this.plane} plane\n  ${again}`, made.errorInstance, given);
  }

  fault(where: string, error: unknown, given?: Case, bytes = ''): void {
    const kind = `${where.split(/ (as|and) /)[0]} ${error instanceof Fault ? error.oracle : ''}`;
    if (this.#kinds.has(kind)) return;
    this.#kinds.add(kind);
    const whole = given && filled(given, (kind, whose, n) => this.#find(kind, whose, n));
    const curl = whole ? `\n  ${asCurl(whole, this.ours.tenant.host)}` : '';
    const said = error instanceof Error ? error.message : String(error);
    const troubles = this.house.planes[this.plane].troubles.splice(0).at(-1);
    this.faults.push(
      `${where}\n  ${said}${curl}${bytes && `\n  ${bytes}`}${troubles ? `\n  the process said: ${troubles}` : ''}`,
    );
  }

  /** @throws Fault */
  async check(operation: Operation, role: RoleClass, symbolic: Case): Promise<{ given: Case; answer: Answer }> {
    const { plane, tenant } = this.ours;
    const given = this.#as(
      role,
      filled(symbolic, (kind, whose, n) => this.#find(kind, whose, n)),
    );
    const before = process.cpuUsage();
    const answer = await plane.wire.send(
      bytesOf(given.method, given.url, { host: tenant.host, ...given.headers }, given.body),
    );
    const { user, system } = process.cpuUsage(before);
    // Before anything is judged: what this one wrote must not be laid at the next one's door.
    const written = await plane.written();
    if (!answer) throw new Fault('alive', 'the connection was closed without an answer');
    this.#count(role, given, answer);
    if ((user + system) / 1000 > limits.cpuMs) throw new Fault('time', `${(user + system) / 1000} ms of work`);
    this.judge.answer(operation, given, answer);
    this.#hiddenIds(given, answer);
    if (Object.getOwnPropertyNames(Object.prototype).join() !== this.#prototype)
      throw new Fault('prototype', 'Object.prototype has changed');
    if ((role === 'anonymous' || role === 'partner') && answer.status < 300 && !/^(plane|public)$/.test(operation.door))
      throw new Fault('door', `let in without a session: ${answer.status}`);
    this.#wrote(given, answer, written);
    if (answer.status < 300) tenant.pools.learn(given.url, answer);
    if (answer.status === 401 && this.ours.cast.has(role)) {
      await this.ours.renew(role);
      await plane.written();
    }
    await breathe();
    return { given, answer };
  }

  #as(role: RoleClass, given: Case): Case {
    if (role === 'anonymous') return given;
    if (role !== 'partner') return { ...given, headers: { ...given.headers, cookie: this.ours.who(role).cookie } };
    const letters = this.house.lettersToOthers(this.plane);
    const letter = letters[(given.body ?? given.url).length % letters.length]!;
    return {
      ...given,
      headers: { 'content-type': 'application/jose' },
      ...(given.method === 'GET' ? {} : { body: letter }),
    };
  }

  #find(kind: string, whose: string, number: number): string | undefined {
    const { tenant } = whose === 'other' ? this.house.theirs[this.plane] : this.ours;
    if (kind === 'origin') return tenant.line.origin;
    return tenant.pools.find(kind, number);
  }

  #count(role: RoleClass, { stream }: Case, { status, ms }: Answer): void {
    for (const key of [role, stream]) this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
    const kind = `${Math.floor(status / 100)}xx`;
    this.answered.set(kind, (this.answered.get(kind) ?? 0) + 1);
    this.slowest = Math.max(this.slowest, ms);
  }

  #hiddenIds({ url, body = '', headers }: Case, answer: Answer): void {
    const sent = url + body + JSON.stringify(headers);
    for (const id of (answer.body + JSON.stringify(answer.headers)).match(uuids) ?? [])
      if (this.#hidden.has(id) && !sent.includes(id))
        throw new Fault('tenancy', `another tenant's id ${id} in the answer`);
  }

  /** What was refused left nothing, and reading changes nothing. */
  #wrote({ method }: Case, { status }: Answer, written: readonly string[]): void {
    if (status < 400 && method !== 'GET') return;
    const unforeseen = status >= 400 ? written : written.filter((row) => !readingMayWrite.test(row));
    if (unforeseen.length > 0) throw new Fault('nothing written', `${method} ${status} wrote ${unforeseen.join(', ')}`);
  }
}

/** Each operation and kind of caller has cases of its own, all from one seed. */
function seedOf(seed: number, ...of: readonly string[]): number {
  let made = seed;
  for (const letter of of.join('/')) made = (Math.imul(made, 31) + letter.charCodeAt(0)) | 0;
  return made;
}
