// SPDX-License-Identifier: EUPL-1.2
// Making, using, changing, repeating, ending and using again, in any order, by anybody.
import fc from 'fast-check';
import { validCase, type Case } from './cases.ts';
import { classesOf, type House, type RoleClass } from './house.ts';
import { Fault } from './judge.ts';
import type { Operation } from './operations.ts';
import type { Run } from './run.ts';
import { known } from './values.ts';

interface Step {
  readonly operation: Operation;
  readonly role: RoleClass;
  readonly given: Case;
  readonly stale: boolean;
}
interface Sequence {
  readonly producer: Operation;
  readonly first: Case;
  readonly other: Case;
  readonly role: RoleClass;
  readonly steps: readonly Step[];
}

const made = known('made', 'own');
const idIn = (body: string): string | undefined => (JSON.parse(body) as { id?: string }).id;

export class Sequences {
  sent = 0;
  /** How often each thing was really made. */
  readonly makings = new Map<string, number>();
  #count = 0;

  constructor(
    private readonly run: Run,
    private readonly house: House,
  ) {}

  async tryAll(rounds: number): Promise<void> {
    const { run } = this;
    await run.ours.replenish();
    await run.ours.plane.written();
    const producers = run.description.operations.filter(({ id, method, path, answers }) => {
      return method === 'POST' && !path.includes('{') && '201' in answers && !/Terms|Partner_accept/.test(id);
    });
    for (const producer of producers) {
      const { seed } = run.options;
      const tried = await fc.check(
        fc.asyncProperty(this.#sequence(producer), async (sequence) => {
          await this.#play(sequence);
        }),
        { seed, numRuns: rounds, endOnFailure: process.env.HANDSLAG_FIRST === '1' },
      );
      if (!tried.failed) continue;
      const [sequence] = tried.counterexample ?? [];
      const told = sequence?.steps.map(
        ({ operation, role, stale }) => `${operation.id} as ${role}${stale ? ' (stale)' : ''}`,
      );
      const where = `${producer.id} and what follows, as ${sequence?.role}: ${told?.join(', ')}\n  seed ${seed}, path ${tried.counterexamplePath}`;
      run.fault(where, tried.errorInstance, sequence?.first);
    }
  }

  #sequence(producer: Operation): fc.Arbitrary<Sequence> {
    const { description, plane } = this.run;
    const of = (operation: Operation) => validCase(operation, description.schemas);
    const role = fc.constantFrom(...classesOf[plane].filter((one) => one !== 'partner'));
    const maker = fc.constantFrom<RoleClass[]>(
      'coordinator',
      'administrator',
      plane === 'civic' ? 'member' : 'resident',
    );
    const consumers = description.operations
      .filter(({ path }) => path.startsWith(`${producer.path}/{id}`))
      .map((operation) => ({ ...operation, path: operation.path.replace('{id}', made) }));
    const step = (operation: Operation) =>
      fc.record({ operation: fc.constant(operation), role, given: of(operation), stale: fc.boolean() });
    return fc.record({
      producer: fc.constant(producer),
      first: of(producer),
      other: of(producer),
      role: maker,
      steps:
        consumers.length > 0 ? fc.array(fc.constantFrom(...consumers).chain(step), { maxLength: 6 }) : fc.constant([]),
    });
  }

  async #play({ producer, first, other, role, steps }: Sequence): Promise<void> {
    const { run } = this;
    const key = `sequence-${(this.#count += 1)}`;
    const keyed = (given: Case): Case => ({ ...given, headers: { ...given.headers, 'idempotency-key': key } });
    const check = (operation: Operation, as: RoleClass, given: Case) => {
      this.sent += 1;
      return run.check(operation, as, given);
    };
    const { answer, given } = await check(producer, role, keyed(first));
    if (answer.status !== 201) return;
    this.makings.set(producer.id, (this.makings.get(producer.id) ?? 0) + 1);
    // The pools move with each answer: what is repeated is what was sent, byte for byte.
    const again = await check(producer, role, given);
    if (again.answer.body !== answer.body || again.answer.status !== answer.status)
      throw new Fault(
        'idempotency',
        `the same key and body were answered ${again.answer.status} ${again.answer.body.slice(0, 300)}`,
      );
    const misused = await check(producer, role, {
      ...given,
      url: `${given.url}?`,
      ...(other.body === given.body ? {} : { body: other.body ?? '' }),
    });
    if (misused.answer.status < 400)
      throw new Fault('idempotency', `the same key for something else: ${misused.answer.status}`);
    const id = idIn(answer.body);
    await this.#elsewhere(producer, given, id);
    if (!id) return;
    run.ours.tenant.pools.put('made', id);
    let gone = false;
    for (const { operation, role: as, given: next, stale } of steps) {
      const headers = stale ? { ...next.headers, 'if-match': '"v0"' } : next.headers;
      const { status } = (await check(operation, as, { ...next, headers })).answer;
      if (
        stale &&
        operation.method === 'PATCH' &&
        operation.answers['200'] &&
        status < 300 &&
        this.#needsVersion(operation)
      )
        throw new Fault('stale', `${operation.id} took a version that never was`);
      if (gone && status < 400)
        throw new Fault('use after end', `${operation.id} answered ${status} after the thing was deleted`);
      if (operation.method === 'DELETE' && operation.path.endsWith(made) && status === 204) gone = true;
    }
  }

  /** Somebody else's key of the same name, here and in another tenant, is another key. */
  async #elsewhere(producer: Operation, given: Case, id: string | undefined): Promise<void> {
    const { headers, body } = given;
    const third = this.house.third[this.run.plane];
    for (const who of [this.run.ours.who('coordinator'), third.who('coordinator')]) {
      if (headers.cookie === who.cookie) continue;
      this.sent += 1;
      const answer = await third.plane.callWith(
        who,
        producer.method,
        given.url,
        { ...headers, cookie: who.cookie },
        body,
      );
      if (id && answer.body.includes(id)) throw new Fault('idempotency', 'somebody else’s key brought this answer');
      this.run.judge.answer(producer, given, answer);
    }
    await third.plane.written();
  }

  #needsVersion({ path }: Operation): boolean {
    return !/\/members\//.test(path);
  }
}
