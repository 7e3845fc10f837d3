// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';
import type { EmbeddedCluster } from '../database/embedded-cluster.ts';
import { buildServer, buildWeb } from './build.ts';
import { Child } from './children.ts';
import { clusterOf, prepareDatabases } from './databases.ts';
import { planeEnvironment, writeOperatorFiles } from './environment.ts';
import {
  forget,
  keep,
  leaveRun,
  prepareFolder,
  readKept,
  readSecrets,
  takeRun,
  type Kept,
  type Secrets,
} from './folder.ts';
import { help, logFile, planes, readLayout, type Layout, type Plane } from './layout.ts';
import { checkPorts } from './ports.ts';
import { bold, complain, say, sayLast, step, warn } from './say.ts';
import { proveOnce } from './prove-once.ts';
import { makeFirstPartnership } from './seed/partnership.ts';
import { providerFile, writeSignInFiles } from './sign-in-files.ts';
import { explain } from './troubles.ts';
import { welcome } from './welcome.ts';

/** What has been started, stopped in the opposite order. */
type Stops = (() => Promise<void>)[];
type Clusters = Readonly<Record<Plane, EmbeddedCluster>>;

/** @returns the exit code. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(help);
    return 0;
  }
  const stops: Stops = [];
  const interrupted = signalled(env['npm_lifecycle_event'] !== undefined);
  try {
    const layout = readLayout(path.resolve(import.meta.dirname, '../..'), args, env);
    const ended = await Promise.race([interrupted, run(layout, stops)]);
    if (ended === 'interrupted') return await goodbye(stops);
    throw new Error(ended);
  } catch (error) {
    complain(explain(error));
    await stopAll(stops);
    return 1;
  } finally {
    // Whatever is still under way (a build, an initdb) ends with us.
    setTimeout(() => process.exit(), 500).unref();
  }
}

/** A signal; or the end of npm, whose SIGTERM reaches only the shell between it and us. */
function signalled(byNpm: boolean): Promise<'interrupted'> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    if (byNpm) setInterval(() => process.ppid === parent || resolve('interrupted'), 500).unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
  });
}

async function goodbye(stops: Stops): Promise<number> {
  sayLast('\nStopping …');
  await stopAll(stops);
  sayLast('Stopped. Your data is kept; npm start brings it back.');
  return 0;
}

async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop().catch((error: unknown) => complain(explain(error)));
}

/** Starts everything, and returns the last words of whatever ends first. */
async function run(layout: Layout, stops: Stops): Promise<string> {
  const since = performance.now();
  say(bold('Handslag'));
  prepareFolder(layout);
  takeRun(layout);
  stops.push(async () => leaveRun(layout));
  if (layout.fresh) forgetEverything(layout);
  const kept = readKept(layout);
  const databasesExist = planes.some((plane) => clusterOf(layout, plane, '').initialised);
  const secrets = readSecrets(layout, databasesExist);
  keep(layout, kept);

  const building = step(
    'building what has changed',
    () => Promise.all([buildServer(layout.root), buildWeb(layout.root)]),
    builtWhat,
  );
  building.catch(() => undefined);
  const clusters = await startClusters(layout, secrets, stops);
  writeSignInFiles(layout);
  writeOperatorFiles(layout, secrets);
  await building;

  const { seedOnce } = await import('./seed/seed.ts');
  await seedOnce(layout, secrets);

  const children = await startChildren(layout, secrets, stops);
  if (!kept.handshakeDone) await firstPartnership(layout, kept);
  welcome(layout, (performance.now() - since) / 1000);
  if (!kept.wallTried && layout.examine) stops.push(proveOnce(layout));
  return Promise.race([
    ...children.map((child) => child.ended),
    ...planes.map((plane) => clusters[plane].died.then((words) => `PostgreSQL of the ${plane} half ended.\n${words}`)),
  ]);
}

/** Nice to have: without it everything else still works, and the next start tries again. */
async function firstPartnership(layout: Layout, kept: Kept): Promise<void> {
  try {
    const done = () => 'Helsingborg and Grannar i Helsingborg have shaken hands';
    await step('two of the organisations shake hands', () => makeFirstPartnership(layout), done);
    keep(layout, { ...kept, handshakeDone: true });
  } catch (error) {
    warn(`the first partnership did not come about: ${explain(error).join(' ')}`);
  }
}

function forgetEverything(layout: Layout): void {
  for (const plane of planes) clusterOf(layout, plane, '').forget();
  forget(layout);
  say('  Everything from before is forgotten.');
}

const builtWhat = ([server, web]: [boolean, boolean]) =>
  server || web
    ? `built ${[server && 'the server', web && 'the web app'].filter(Boolean).join(' and ')}`
    : 'nothing to build';

async function startClusters(layout: Layout, secrets: Secrets, stops: Stops): Promise<Clusters> {
  const clusters: Clusters = {
    municipal: clusterOf(layout, 'municipal', secrets.municipal.superuser),
    civic: clusterOf(layout, 'civic', secrets.civic.superuser),
  };
  // A server that outlived a crash of ours is not somebody else's.
  for (const plane of planes) clusters[plane].stopLeftover();
  await checkPorts(layout);
  const start = async (plane: Plane) => {
    stops.push(() => clusters[plane].stop());
    await clusters[plane].start();
    return prepareDatabases(layout, plane, clusters[plane], secrets);
  };
  await step(
    'starting two PostgreSQL servers, one for each half',
    () => Promise.all(planes.map(start)),
    (ran) => `two PostgreSQL servers run${ran.flat().length ? '; tables made' : ''}${movedTo(clusters)}`,
  );
  return clusters;
}

/** Says where the files are when that is not where one would look. */
function movedTo(clusters: Clusters): string {
  const { folder, options } = clusters.municipal;
  if (path.resolve(options.folder) === folder) return '';
  return `; their own user may not enter this folder, so their files are in ${path.dirname(path.dirname(folder))}`;
}

async function startChildren(layout: Layout, secrets: Secrets, stops: Stops): Promise<Child[]> {
  const start = (child: Child) => {
    stops.push(() => child.stop());
    return child;
  };
  const children = [
    start(
      new Child({
        name: 'demo BankID',
        script: path.join(layout.root, 'dist/apps/identity/main.js'),
        env: { IDENTITY_PORT: String(layout.port.identity), IDENTITY_FILE: providerFile(layout) },
        log: logFile(layout, 'identity'),
        ready: `http://127.0.0.1:${layout.port.identity}/.well-known/openid-configuration`,
      }),
    ),
    ...planes.map((plane) =>
      start(
        new Child({
          name: `${plane} half`,
          script: path.join(layout.root, 'dist/apps', plane, 'main.js'),
          env: planeEnvironment(layout, plane, secrets),
          log: logFile(layout, plane),
          ready: `http://127.0.0.1:${layout.port[plane]}/health/ready`,
        }),
      ),
    ),
  ];
  await step(
    'starting the two halves and the demo BankID',
    () => Promise.all(children.map((child) => child.ready())),
    () => 'the municipal half, the civic half and the demo BankID answer, each a process of its own',
  );
  return children;
}
