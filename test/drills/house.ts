// SPDX-License-Identifier: EUPL-1.2
// A house of the same parts as `npm start`, each of which can be killed, frozen, moved in time and begun again.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import type { EmbeddedCluster } from '../../infra/database/embedded-cluster.ts';
import { Child } from '../../infra/local/children.ts';
import { clusterOf, prepareDatabases } from '../../infra/local/databases.ts';
import { planeEnvironment, writeOperatorFiles } from '../../infra/local/environment.ts';
import { prepareFolder, readSecrets, type Secrets } from '../../infra/local/folder.ts';
import { logFile, originOf, planes, readLayout, type Layout, type Plane } from '../../infra/local/layout.ts';
import { seedOnce } from '../../infra/local/seed/seed.ts';
import { providerFile, writeSignInFiles } from '../../infra/local/sign-in-files.ts';
import { freePortBase, type House } from '../browser/house.ts';
import { Gate } from './proxy.ts';
import { childrenOf, lives, signal, slain } from './signals.ts';

const root = path.resolve(import.meta.dirname, '../..');
const clock = pathToFileURL(path.join(import.meta.dirname, 'clock.mjs')).href;
/** The planes themselves listen here; on their public ports stand the proxies. */
const behind = { municipal: 20, civic: 120 } as const;

const yesterday = `update federation_conversation set opened_at = opened_at - interval '1 day' where (tenant_id, id) in (
  select tenant_id, id from federation_conversation
  where about = 'request' and opened_at >= date_trunc('day', now(), 'UTC') for update skip locked)`;

type OfEach<T> = Record<Plane, T>;
const each = <T>(make: (plane: Plane) => T): OfEach<T> => ({ municipal: make('municipal'), civic: make('civic') });

export class DrillHouse implements House {
  readonly layout: Layout;
  readonly secrets: Secrets;
  readonly gate: OfEach<Gate>;
  readonly process: Partial<OfEach<Child>> = {};
  /** More settings of a plane's process, from its next start on. */
  readonly settings: OfEach<Record<string, string>> = each(() => ({}));
  readonly #clusters: OfEach<EmbeddedCluster>;
  #identity: Child | undefined;
  readonly #more: Child[] = [];
  readonly #forgetting = setInterval(() => void this.forgetCounts(), 5_000);

  private constructor(portBase: number, data: string) {
    this.layout = readLayout(root, [], { PORT_BASE: String(portBase), HANDSLAG_DATA: data });
    prepareFolder(this.layout);
    this.secrets = readSecrets(this.layout, false);
    this.gate = each((plane) => new Gate(this.portOf(plane)));
    this.#clusters = each((plane) => this.#cluster(plane));
  }

  static async open(): Promise<DrillHouse> {
    const portBase = await freePortBase([0, 10, 20, 21, 100, 110, 120, 121, 200]);
    const data = mkdtempSync(path.join(tmpdir(), 'handslag-drills-'));
    // Under root, PostgreSQL is another user and must be able to come here.
    chmodSync(data, 0o755);
    const house = new DrillHouse(portBase, data);
    try {
      await house.#furnish();
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  async #furnish(): Promise<void> {
    const { layout, secrets } = this;
    await Promise.all(
      planes.map(async (plane) => {
        await this.#clusters[plane].start();
        await prepareDatabases(layout, plane, this.#clusters[plane], secrets);
        await this.gate[plane].open(layout.port[plane]);
      }),
    );
    writeSignInFiles(layout);
    writeOperatorFiles(layout, secrets);
    await seedOnce(layout, secrets);
    for (const plane of planes) this.turnClock(plane, 0);
    await Promise.all([this.startIdentity(), ...planes.map((plane) => this.start(plane))]);
  }

  get portBase(): number {
    return this.layout.portBase;
  }
  get data(): string {
    return this.layout.data;
  }
  town(name: string): string {
    return originOf(this.layout, name, 'municipal');
  }
  club(name: string): string {
    return originOf(this.layout, name, 'civic');
  }
  /** Where the plane itself listens. */
  portOf(plane: Plane): number {
    return this.layout.portBase + behind[plane];
  }

  /** From now on the plane's process believes it to be so much later (ms), or earlier. */
  turnClock(plane: Plane, aheadMs: number): void {
    writeFileSync(this.#clockFile(plane), String(aheadMs));
  }
  #clockFile(plane: Plane): string {
    return path.join(this.layout.data, `${plane}.clock`);
  }

  #child(plane: Plane, port: number, more: Record<string, string> = {}): Child {
    const { layout } = this;
    const env = {
      ...planeEnvironment(layout, plane, this.secrets),
      NODE_OPTIONS: `--import ${clock}`,
      DRILL_CLOCK: this.#clockFile(plane),
      ...this.settings[plane],
      ...more,
      PORT: String(port),
    };
    const script = path.join(layout.root, 'dist/apps', plane, 'main.js');
    const ready = `http://127.0.0.1:${port}/health/ready`;
    return new Child({ name: `${plane} half`, script, env, log: logFile(layout, plane), ready });
  }

  /** @returns how long it took to get ready, ms. */
  async start(plane: Plane): Promise<number> {
    const since = performance.now();
    const child = this.#child(plane, this.portOf(plane));
    this.process[plane] = child;
    await child.ready();
    return performance.now() - since;
  }

  /** A second process of the plane, which people do not meet. */
  async startAnother(plane: Plane, more: Record<string, string> = {}): Promise<Child> {
    const child = this.#child(plane, this.portOf(plane) + 1, more);
    this.#more.push(child);
    await child.ready();
    return child;
  }

  /** A process that is not expected to get ready. @returns its last words. */
  startInVain(plane: Plane, more: Record<string, string>): Promise<string> {
    const child = this.#child(plane, this.portOf(plane) + 1, more);
    this.#more.push(child);
    return Promise.race([
      child.ended,
      child.ready().then(
        () => 'it serves',
        () => child.ended,
      ),
    ]);
  }

  async startIdentity(): Promise<void> {
    const { layout } = this;
    this.#identity = new Child({
      name: 'demo BankID',
      script: path.join(layout.root, 'dist/apps/identity/main.js'),
      env: { IDENTITY_PORT: String(layout.port.identity), IDENTITY_FILE: providerFile(layout) },
      log: logFile(layout, 'identity'),
      ready: `http://127.0.0.1:${layout.port.identity}/.well-known/openid-configuration`,
    });
    await this.#identity.ready();
  }
  get identity(): Child {
    return this.#identity as Child;
  }

  /** kill -9. */
  async kill(plane: Plane): Promise<void> {
    await slain(this.process[plane]);
  }
  async slay(child: Child): Promise<void> {
    await slain(child);
  }

  #cluster(plane: Plane): EmbeddedCluster {
    return clusterOf(this.layout, plane, this.secrets[plane].superuser);
  }
  clusterFolder(plane: Plane): string {
    return this.#clusters[plane].folder;
  }

  /** kill -9 for the server and every process of it. */
  async killDatabase(plane: Plane): Promise<void> {
    const postmaster = Number.parseInt(
      readFileSync(path.join(this.clusterFolder(plane), 'postmaster.pid'), 'utf8'),
      10,
    );
    for (const pid of [postmaster, ...childrenOf(postmaster)]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await this.#clusters[plane].died;
  }

  async startDatabase(plane: Plane): Promise<void> {
    this.#clusters[plane] = this.#cluster(plane);
    await this.#clusters[plane].start();
  }

  /** After a drill that broke off: whatever it left lying stands again, for the next one. */
  async repair(): Promise<void> {
    for (const plane of planes) {
      this.gate[plane].heal();
      this.turnClock(plane, 0);
      await this.query(plane, 'select 1').catch(() => this.startDatabase(plane));
      const child = this.process[plane];
      if (child) signal(child, 'SIGCONT');
      if (!child || !lives(child)) await this.start(plane);
    }
  }

  /** As superuser. */
  async query<T extends object>(
    plane: Plane,
    sql: string,
    values: readonly unknown[] = [],
    database: 'handslag' | 'handslag_platform' = 'handslag',
  ): Promise<T[]> {
    const client = new Client({ connectionString: `${this.#clusters[plane].url}/${database}` });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /**
   * As if a minute had gone by, and a night: nobody has changed too much, knocked too often, or asked a partner for more
   * than was agreed for a day. Waits for nobody, so that it is in nobody's way.
   */
  async forgetCounts(): Promise<void> {
    for (const plane of planes) {
      await this.query(plane, 'delete from rate_limit', [], 'handslag_platform').catch(() => undefined);
      await this.query(plane, yesterday).catch(() => undefined);
    }
  }

  async waiting(): Promise<number> {
    const sql = `select ((select count(*) from outbound_message where state = 'waiting')
                       + (select count(*) from inbound_message where state = 'waiting'))::int as count`;
    const counts = await Promise.all(planes.map((plane) => this.query<{ count: number }>(plane, sql)));
    return counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
  }

  /** Nothing is on its way any more. @throws when for so long no letter comes to its end. */
  async settle(patienceMs = 120_000): Promise<void> {
    let quiet = 0;
    let least = Infinity;
    for (let late = Date.now() + patienceMs; Date.now() < late; await pause(100)) {
      const waiting = await this.waiting();
      if (waiting < least) [least, late] = [waiting, Date.now() + patienceMs];
      quiet = waiting === 0 ? quiet + 1 : 0;
      if (quiet >= 5) return;
    }
    throw new Error(`${await this.waiting()} letters are still on their way`);
  }

  async close(): Promise<void> {
    clearInterval(this.#forgetting);
    const children = [...this.#more, this.#identity, this.process.municipal, this.process.civic];
    for (const child of children) if (child) signal(child, 'SIGCONT');
    await Promise.all(children.flatMap((child) => (child ? [child.stop()] : [])));
    await Promise.all(planes.map((plane) => this.gate[plane].close()));
    await Promise.all(planes.map((plane) => this.#clusters[plane].stop()));
    for (const plane of planes) this.#clusters[plane].forget();
    rmSync(this.layout.data, { recursive: true, force: true });
  }
}
