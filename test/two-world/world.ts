// SPDX-License-Identifier: EUPL-1.2
import { features as civicFeatures } from '../../apps/civic/features.ts';
import { features as municipalFeatures } from '../../apps/municipal/features.ts';
import type { Feature } from '#platform/plane';
import { QueueModule } from '#platform/queue';
import { ambientOrNone } from '../../libs/platform/tenancy/ambient.ts';
import { make, type Answer, type Method, type Said } from './caller.ts';
import type { House, HouseName, Person } from './house.ts';
import { Plane, publicPort, type PlaneName } from './plane.ts';
import { StreamedRandomness } from './randomness.ts';
import { LogicalClock, type Mode } from './time.ts';

/** As in a plane that runs for real. */
export const changesPerMinute = 120;

const hosted = (features: readonly Feature[]) => features.filter(({ module }) => module !== QueueModule);

/** The beginning of the open tenant's id, which is the same in both worlds in either mode. */
const nameOfScope = (): string => ambientOrNone()?.tenantId.slice(0, 8) ?? 'plane';

export interface WorldOptions {
  readonly number: 0 | 1;
  /** Of the municipal and of the civic plane's cluster. */
  readonly servers: readonly [string, string];
  readonly clientsFiles?: Readonly<Record<PlaneName, string>>;
  readonly issuer?: string;
}

/** A complete installation: both planes, each with its own cluster, and a time of its own. */
export class World {
  houses!: Readonly<Record<HouseName, House>>;
  /** Calls that were made since last asked, for those who may see them. */
  readonly said: Said[] = [];
  #step = 0;
  #story = '';

  private constructor(
    readonly number: 0 | 1,
    readonly clock: LogicalClock,
    readonly planes: Readonly<Record<PlaneName, Plane>>,
  ) {}

  static async open({ number, servers, clientsFiles, issuer }: WorldOptions): Promise<World> {
    const clock = new LogicalClock('D');
    const open = (name: PlaneName, server: string, features: readonly Feature[]) =>
      Plane.open({
        name,
        server,
        features: hosted(features),
        clock,
        randomness: new StreamedRandomness('D', nameOfScope),
        changesPerMinute,
        ...(clientsFiles ? { clientsFile: clientsFiles[name] } : {}),
        ...(issuer ? { issuer } : {}),
      });
    const planes = {
      municipal: await open('municipal', servers[0], municipalFeatures),
      civic: await open('civic', servers[1], civicFeatures),
    };
    const world = new World(number, clock, planes);
    world.connect();
    return world;
  }

  /** Letters find the other plane where it listens in this world. */
  connect(): void {
    const all = Object.values(this.planes);
    for (const plane of all)
      plane.deliverBy((port) => all.find(({ parts }) => publicPort[parts.name] === port)?.port ?? port);
  }

  /** One of the processes ends, and a new one goes on with what stands in the database. */
  async restart(name: PlaneName): Promise<void> {
    await this.planes[name].down();
    await this.planes[name].up();
    this.connect();
  }

  async close(): Promise<void> {
    for (const plane of Object.values(this.planes)) await plane.close();
  }

  /** A public step: both worlds draw the same. */
  step(ms?: number): void {
    this.#step += 1;
    this.clock.step(ms);
    this.#turnTo(`step ${this.#step}`, false);
  }

  /** Secret work: each world draws for itself. */
  inside(): void {
    this.#turnTo(`step ${this.#step} inside ${this.number}`, true);
  }

  /** What both worlds draw while a case's people and tenants are made. */
  setUp(what: string, isSecret = false): void {
    this.#turnTo(`set up ${what}${isSecret ? ` inside ${this.number}` : ''}`, isSecret);
  }

  /** @param story tells its random values from those of every other. */
  startCase(story: string, mode: Mode): void {
    this.#step = 0;
    this.#story = story;
    this.clock.restart(mode);
    for (const plane of Object.values(this.planes)) {
      plane.parts.randomness.mode = mode;
      plane.parts.randomness.forget();
      plane.forget();
    }
    this.said.length = 0;
  }

  #turnTo(stream: string, isSecret: boolean): void {
    for (const { parts } of Object.values(this.planes))
      parts.randomness.turnTo(`${this.#story} ${parts.name} ${stream}`, isSecret);
  }

  /** Somebody does something at their own tenant, and those who may see it do. */
  async call(person: Person, method: Method, path: string, body?: object, headers?: Record<string, string>) {
    const { house } = person;
    const answer = await make({ plane: house.plane, host: house.host, method, path, person, body, headers });
    this.said.push({ house: house.key, who: person.name, what: `${method} ${path}`, answer: answer.text });
    return answer;
  }

  /** The same by somebody who has not signed in. */
  async callFrom(house: House, method: Method, path: string, body?: object | string, headers?: Record<string, string>) {
    const answer = await make({ plane: house.plane, host: house.host, method, path, body, headers });
    this.said.push({ house: house.key, who: 'anybody', what: `${method} ${path}`, answer: answer.text });
    return answer;
  }

  /** Letters travel until nothing moves any more. */
  async settle(): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      let moved = 0;
      for (const plane of Object.values(this.planes)) moved += await plane.drain();
      if (moved === 0) return;
    }
    throw new Error('The planes do not come to rest');
  }

  /** As when time goes by: the sweep of both planes, and what comes of it. */
  async tend(): Promise<void> {
    for (const plane of Object.values(this.planes)) await plane.sweep();
    await this.settle();
  }
}

export const succeeded = ({ status }: Answer): boolean => status < 300;
