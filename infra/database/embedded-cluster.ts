// SPDX-License-Identifier: EUPL-1.2
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataFolder, findHome, serverUser, type PostgresHome } from './postgres-home.ts';

export interface ClusterOptions {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  /** For tests: forget durability, gain speed. */
  readonly volatile?: boolean;
  /** Receives what the server says. */
  readonly log?: (text: string) => void;
}

const windows = process.platform === 'win32';
const majorVersion = '18';

/**
 * Runs the server and ends it in good order when standard input closes. So it ends with whoever started it, even if
 * that one was killed; and Ctrl-C in a terminal, which goes to the whole group, does not reach it before its users.
 */
const endWithParent = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(read -r _ <&3; kill -INT $server) 2>/dev/null 3<&3 &
watch=$!
exec 3<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code`;

/** One PostgreSQL 18 server of its own, from the npm package, listening on loopback only. */
export class EmbeddedCluster {
  readonly url: string;
  readonly options: ClusterOptions;
  /** Resolves when the server ends without having been told to; with its last words. */
  readonly died: Promise<string>;
  #reportDeath!: (words: string) => void;
  #server: ChildProcess | undefined;
  #home: PostgresHome | undefined;
  #stopping = false;
  readonly #log: string[] = [];

  constructor(options: ClusterOptions) {
    this.options = options;
    this.url = `postgresql://postgres:${options.password}@127.0.0.1:${options.port}`;
    this.died = new Promise((resolve) => (this.#reportDeath = resolve));
  }

  /** Where the files really lie: not always where asked, see postgres-home.ts. */
  get folder(): string {
    return this.#home?.folder ?? dataFolder(this.options.folder, serverUser());
  }

  get initialised(): boolean {
    return existsSync(path.join(this.folder, 'PG_VERSION'));
  }

  /** @throws with the server's own last words when it does not start. */
  async start(): Promise<void> {
    this.#home = findHome(this.options.folder);
    try {
      if (this.initialised) this.#checkVersion();
      else await this.#initialise();
      this.stopLeftover();
      await this.#run();
    } catch (error) {
      const words = this.#lastWords() || (error instanceof Error ? error.message : String(error));
      throw new Error(`PostgreSQL did not start: ${words}`, { cause: error });
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server || this.#stopping) return;
    this.#stopping = true;
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      if (windows) this.#pgCtlStop();
      else server.stdin?.end();
      await gone;
    }
    this.#server = undefined;
    this.#stopping = false;
  }

  /** Deletes the cluster's files. */
  forget(): void {
    const { folder } = this;
    for (const place of [folder, `${folder}.new`]) rmSync(place, { recursive: true, force: true });
    if (folder !== path.resolve(this.options.folder)) rmSync(path.dirname(folder), { recursive: true, force: true });
  }

  /** Stops a server that a crash of ours left running on these files; forgets a note that names some other process. */
  stopLeftover(): void {
    const note = path.join(this.folder, 'postmaster.pid');
    if (!existsSync(note)) return;
    this.#home ??= findHome(this.options.folder);
    const command = commandOf(Number.parseInt(readFileSync(note, 'utf8'), 10));
    if (command?.includes('postgres') && command.includes(this.folder)) this.#pgCtlStop();
    else if (command !== undefined) rmSync(note, { force: true });
  }

  #checkVersion(): void {
    const version = readFileSync(path.join(this.folder, 'PG_VERSION'), 'utf8').trim();
    if (version !== majorVersion) throw new Error(`the data was made by PostgreSQL ${version}, not ${majorVersion}`);
  }

  #pgCtlStop(): void {
    const { bin, folder } = this.#known();
    spawnSync(path.join(bin, 'pg_ctl'), ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '30'], this.#spawnOptions());
  }

  /** Made beside its place and moved there when whole, so that one cut short is never taken for a cluster. */
  async #initialise(): Promise<void> {
    const { bin, folder, user } = this.#known();
    const half = `${folder}.new`;
    const passwordFile = `${folder}.password`;
    rmSync(half, { recursive: true, force: true });
    makeWay(path.dirname(half), Boolean(user));
    mkdirSync(half, { mode: 0o700 });
    writeFileSync(passwordFile, `${this.options.password}\n`, { mode: 0o600 });
    if (user) for (const place of [half, passwordFile]) chownSync(place, user.uid, user.gid);
    try {
      const code = await this.#finished(
        spawn(
          path.join(bin, 'initdb'),
          [
            `--pgdata=${half}`,
            '--auth=scram-sha-256',
            '--username=postgres',
            `--pwfile=${passwordFile}`,
            '--encoding=UTF8',
            '--locale=C',
            '--no-sync',
            '--no-instructions',
          ],
          { ...this.#spawnOptions(), stdio: ['ignore', 'pipe', 'pipe'] },
        ),
      );
      if (code !== 0) throw new Error(`initdb ended with ${code}`);
    } finally {
      rmSync(passwordFile, { force: true });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
    this.#log.length = 0;
  }

  async #run(): Promise<void> {
    const { bin, folder } = this.#known();
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'shared_buffers=64MB',
      'max_connections=200',
      'log_line_prefix=%m [%p] ',
      'log_checkpoints=off',
      ...(this.options.volatile ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    ];
    const command = [
      path.join(bin, 'postgres'),
      '-D',
      folder,
      '-p',
      String(this.options.port),
      ...settings.flatMap((one) => ['-c', one]),
    ];
    const [program, ...args] = windows ? command : ['/bin/sh', '-c', endWithParent, 'sh', ...command];
    const server = spawn(program as string, args, {
      ...this.#spawnOptions(),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: !windows,
    });
    this.#server = server;
    server.stdin?.on('error', () => undefined);
    const ended = this.#finished(server);
    const ready = new Promise<'ready'>((resolve) => {
      server.stderr?.on('data', (chunk) => {
        if (String(chunk).includes('database system is ready to accept connections')) resolve('ready');
      });
    });
    if ((await Promise.race([ready, ended])) !== 'ready') {
      this.#server = undefined;
      throw new Error('the server ended');
    }
    void ended.then(() => {
      if (!this.#stopping) this.#reportDeath(this.#lastWords());
    });
  }

  #finished(child: ChildProcess): Promise<number | string> {
    const keep = (chunk: unknown) => {
      const text = String(chunk);
      this.options.log?.(text);
      this.#log.push(...text.split('\n').filter(Boolean));
      this.#log.splice(0, this.#log.length - 50);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
  }

  /** The server gets nothing of our environment: what is in it is not its business. */
  #spawnOptions() {
    const { user } = this.#known();
    const { PATH, SystemRoot, TEMP } = process.env;
    const env = { PATH, LC_ALL: 'C', TZ: 'UTC', ...(windows ? { SystemRoot, TEMP } : {}) };
    return { env, cwd: path.parse(this.folder).root, ...(user ? { uid: user.uid, gid: user.gid } : {}) };
  }

  #known(): PostgresHome {
    if (!this.#home) throw new Error('The cluster has not been started');
    return this.#home;
  }

  #lastWords(): string {
    return this.#log.slice(-5).join(' ').trim();
  }
}

/** Creates the folder and those above it; when the server is another user than we, so that it may pass through them. */
function makeWay(folder: string, forAnother: boolean): void {
  if (existsSync(folder)) return;
  makeWay(path.dirname(folder), forAnother);
  mkdirSync(folder);
  if (forAnother) chmodSync(folder, 0o711);
}

/** How a running process was called; undefined when there is none. */
export function commandOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return undefined;
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
