// SPDX-License-Identifier: EUPL-1.2
import { dismiss, stayIn, type Overlaps } from './cast.ts';
import { Clusters } from './clusters.ts';
import type { Seen } from './comparison.ts';
import type { Coverage } from './coverage.ts';
import type { Direction } from './directions.ts';
import type { HouseName } from './house.ts';
import { journalOf, lettersOf, letGo, rowsOf } from './observe-plane.ts';
import { codesOpened, forgetSeals, signaturesOpened } from './opened.ts';
import { postOf } from './post.ts';
import { prepare } from './prepared.ts';
import { Sweep } from './sweep.ts';
import { Tape } from './tape.ts';
import type { Mode } from './time.ts';
import { World } from './world.ts';

const renewEvery = 50;

export interface Case {
  readonly direction: Direction;
  readonly mode: Mode;
  readonly overlaps: Overlaps;
  readonly seed: number;
}

/** Two installations side by side, and the one story that is told in both. */
export class Pair {
  worlds!: readonly [World, World];
  case!: Case;
  tape!: Tape;
  #sweep!: Sweep;
  #number = 0;
  #asked = 0;

  private constructor(
    private readonly clusters: Clusters,
    private readonly urls: readonly string[],
    readonly coverage: Coverage,
  ) {}

  static async open(coverage: Coverage): Promise<Pair> {
    const { clusters, urls } = await Clusters.start(4);
    const pair = new Pair(clusters, urls, coverage);
    await pair.#openWorlds();
    return pair;
  }

  async close(): Promise<void> {
    await this.#closeWorlds();
    await this.clusters.stop();
  }

  async begin(story: Case): Promise<void> {
    this.#number += 1;
    this.#asked = 0;
    forgetSeals();
    if (this.#number % renewEvery === 0) {
      await this.#closeWorlds();
      await this.#openWorlds();
    }
    this.case = story;
    const { direction, mode, overlaps, seed } = story;
    const { residentToo, employeeToo } = overlaps;
    const name = `${direction.key}-${mode}${Number(residentToo)}${Number(employeeToo)}`.toLowerCase();
    const secret = new Set((['town', 'a', 'b'] as const).filter((house) => isSecret(direction, house)));
    await this.both(async (world) => {
      await prepare(world, String(seed), { name, mode, overlaps, secret });
    });
    const drawn = (world: World, which: 'open' | 'secret', planes: readonly ('municipal' | 'civic')[]) =>
      new Union(planes.map((name) => world.planes[name].parts.randomness[which]));
    const all = ['municipal', 'civic'] as const;
    const [one, other] = this.worlds;
    this.tape = new Tape({
      mode,
      lockstep: [drawn(one, 'open', direction.lockstep), drawn(other, 'open', direction.lockstep)],
      secret: [drawn(one, 'secret', all), drawn(other, 'secret', all)],
    });
    this.#sweep = new Sweep(direction);
    await this.observe('the beginning', 0);
  }

  async end(): Promise<void> {
    for (const [what, times] of this.#sweep.asked) {
      this.coverage.count(`asked: ${what}`, times);
      this.coverage.count(`route: ${what.slice(0, what.indexOf(' '))}`, times);
    }
    await this.both(dismiss);
  }

  async both<T>(work: (world: World) => Promise<T>): Promise<[T, T]> {
    // When one breaks the other is waited for: it would go on into the next story.
    const results = await Promise.allSettled([work(this.worlds[0]), work(this.worlds[1])]);
    const [one, other] = results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    return [one as T, other as T];
  }

  /** Everybody who may look does; each question is asked `share` times, on average. @throws Leak */
  async observe(after: string, share: number): Promise<void> {
    this.#asked += 1;
    for (const world of this.worlds) world.step(0);
    const seed = `${this.case.seed} ${this.#asked}`;
    const [one, other] = await this.both(async (world) => [
      ...(await this.#doings(world)),
      ...(share > 0 ? await this.#sweep.of(world, seed, share) : []),
      ...(share > 0 ? this.#journals(world) : []),
    ]);
    this.tape.compare(after, one, other);
  }

  /** Nobody's session lasts for days. */
  async signEverybodyIn(): Promise<void> {
    await this.both(stayIn);
  }

  async #doings(world: World): Promise<Seen[]> {
    const { direction } = this.case;
    const own = direction.own(world);
    const watching = direction.observers(world).flatMap(({ person }) => (person ? [person.name] : []));
    const said = world.said
      .splice(0)
      .filter(({ house, who }) => own.some(({ key }) => key === house) || (house === 'town' && watching.includes(who)))
      .map(({ house, who, what, answer }) => ({
        where: `${what.replaceAll(/[\w-]{36,}/g, '…')}, done by ${who} (${house})`,
        text: signaturesOpened(codesOpened(answer)),
      }));
    const rows = own.length > 0 ? await rowsOf(own[0]!.plane, own) : [];
    const post = postOf(world, own, direction.observers(world));
    return [...said, ...(await lettersOf(world, own)), ...post, ...this.#journals(world), ...rows];
  }

  #journals(world: World): Seen[] {
    const seen = Object.values(world.planes).flatMap((plane) => journalOf(plane).map((one) => ({ plane, one })));
    return seen.flatMap(({ plane, one }) => (this.case.direction.runs.includes(plane.parts.name) ? [one] : []));
  }

  async #openWorlds(): Promise<void> {
    const [m1, c1, m2, c2] = this.urls as [string, string, string, string];
    this.worlds = [
      await World.open({ number: 0, servers: [m1, c1] }),
      await World.open({ number: 1, servers: [m2, c2] }),
    ];
  }

  async #closeWorlds(): Promise<void> {
    for (const world of this.worlds) {
      for (const plane of Object.values(world.planes)) await letGo(plane);
      await world.close();
    }
  }
}

const isSecret = (direction: Direction, house: HouseName): boolean =>
  direction.key !== 'resident' || house !== 'town'
    ? direction.level({ kind: 'inside', name: '' } as never, house) === 'high'
    : false;

/** Several sets as one; only asked for membership. */
class Union extends Set<string> {
  constructor(private readonly sets: readonly ReadonlySet<string>[]) {
    super();
  }

  override has(value: string): boolean {
    return this.sets?.some((set) => set.has(value)) ?? false;
  }
}
