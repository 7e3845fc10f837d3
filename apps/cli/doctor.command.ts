// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { checkDatabase, checkStatistics, type Violation } from '#platform/tenancy';
import { checkPlatform, checkQueue } from './check-platform.ts';
import type { Command } from './command.ts';
import { configOf, settingsHelp, settingsOption } from './settings.ts';

interface Finding {
  readonly check: string;
  readonly violations: readonly Violation[];
}

async function examine(check: string, url: string, look: (client: Client) => Promise<Violation[]>): Promise<Finding> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return { check, violations: await look(client) };
  } catch (error) {
    const rule = `cannot be examined: ${error instanceof Error ? error.message || error.name : String(error)}`;
    return { check, violations: [{ object: new URL(url).host, rule }] };
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const doctorCommand: Command = {
  arguments: '',
  options: settingsOption,
  help: [settingsHelp],
  async run(given) {
    const config = configOf(given);
    const findings = [
      { check: `settings of the ${config.PLANE} plane`, violations: [] },
      await examine('tenant database, as handslag_app', config.DATABASE_URL, checkDatabase),
      await examine('what its statistics would tell', config.DATABASE_URL, checkStatistics),
      await examine('platform database, as handslag_platform', config.PLATFORM_DATABASE_URL, checkPlatform),
      await examine('queue, as handslag_queue', config.QUEUE_DATABASE_URL, checkQueue),
    ];
    const healthy = findings.every(({ violations }) => violations.length === 0);
    const lines = findings.flatMap(({ check, violations }) => [
      `${violations.length === 0 ? 'ok   ' : 'FAULT'} ${check}`,
      ...violations.map(({ object, rule }) => `        ${object}: ${rule}`),
    ]);
    return { code: healthy ? 0 : 1, json: { healthy, plane: config.PLANE, findings }, lines };
  },
};
