// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';

export const planes = ['municipal', 'civic'] as const;
export type Plane = (typeof planes)[number];

/** Where everything of one local installation lies and listens. */
export interface Layout {
  readonly root: string;
  readonly data: string;
  readonly portBase: number;
  readonly fresh: boolean;
  /** Whether the wall is examined after the first start. */
  readonly examine: boolean;
  readonly port: Readonly<Record<Plane | 'identity', number>>;
  readonly databasePort: Readonly<Record<Plane, number>>;
}

export const usualPortBase = 4100;

/** Thrown when the settings make no sense; the message is for people. */
export class WrongSetting extends Error {}

export const help = `Starts Handslag on this machine: two PostgreSQL servers, the municipal and the civic half, and a demo BankID.

  npm start                 start; what was done before is still there
  npm run start:fresh       forget it and begin anew

Settings (environment):
  PORT_BASE       first port, ${usualPortBase} by default. Used: base, +10, +100, +110 and +200
  HANDSLAG_DATA   folder for databases, passwords and logs; .handslag by default
  HANDSLAG_PROVE  "no": the wall is not examined after the first start

Ctrl-C stops everything.`;

/** @throws WrongSetting that names the setting. */
export function readLayout(root: string, args: readonly string[], env: NodeJS.ProcessEnv): Layout {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown !== undefined) throw new WrongSetting(`${unknown} is not understood; there is --fresh and --help`);
  const portBase = Number(env['PORT_BASE'] || usualPortBase);
  if (!Number.isInteger(portBase) || portBase < 1024 || portBase > 65_000) {
    throw new WrongSetting(`PORT_BASE is ${env['PORT_BASE']}; it must be a whole number from 1024 to 65000`);
  }
  const own = path.join(root, '.handslag');
  // Addresses are part of the data, so an installation on other ports is another installation.
  const usual = portBase === usualPortBase ? own : path.join(own, `ports-${portBase}`);
  return {
    root,
    data: env['HANDSLAG_DATA'] ? path.resolve(env['HANDSLAG_DATA']) : usual,
    portBase,
    fresh: args.includes('--fresh'),
    examine: env['HANDSLAG_PROVE'] !== 'no',
    port: { municipal: portBase, civic: portBase + 100, identity: portBase + 200 },
    databasePort: { municipal: portBase + 10, civic: portBase + 110 },
  };
}

export const allPorts = ({ port, databasePort }: Layout): Readonly<Record<number, string>> => ({
  [port.municipal]: 'the municipal half',
  [port.civic]: 'the civic half',
  [port.identity]: 'the demo BankID',
  [databasePort.municipal]: "the municipal half's PostgreSQL",
  [databasePort.civic]: "the civic half's PostgreSQL",
});

export const clusterFolder = (layout: Layout, plane: Plane) => path.join(layout.data, plane, 'postgres');
export const logFile = (layout: Layout, name: string) => path.join(layout.data, 'logs', `${name}.log`);
export const originOf = (layout: Layout, slug: string, plane: Plane) =>
  `http://${slug}.localhost:${layout.port[plane]}`;

export type Database = 'handslag' | 'handslag_platform';
export const databaseUrl = (layout: Layout, plane: Plane, role: string, password: string, database: Database) =>
  `postgresql://handslag_${role}:${password}@127.0.0.1:${layout.databasePort[plane]}/${database}`;
