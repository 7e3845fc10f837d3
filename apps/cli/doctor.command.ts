// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { Audit } from '#tenant/audit';
import { checkDatabase, checkStatistics, TenantDirectory, TenantScope, type Violation } from '#platform/tenancy';
import { checkPlatform, checkQueue } from './check-platform.ts';
import type { PlaneConfig } from '#platform/config';
import type { Command } from './command.ts';
import { withPlane } from './open-plane.ts';
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
    return { check, violations: cannot(new URL(url).host, error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

const cannot = (object: string, error: unknown): Violation[] => [
  { object, rule: `cannot be examined: ${error instanceof Error ? error.message || error.name : String(error)}` },
];

/** Whether each organisation's memory of what was done is whole. */
async function examineAudit(config: PlaneConfig): Promise<Finding> {
  const check = 'audit chains of all organisations';
  try {
    return await withPlane(config, async (plane) => {
      const directory = plane.get(TenantDirectory, { strict: false });
      const scope = plane.get(TenantScope, { strict: false });
      const audit = plane.get(Audit, { strict: false });
      const violations: Violation[] = [];
      for (const { id, host } of await directory.all()) {
        const verdict = await scope.run(id, () => audit.verify());
        if (!verdict.whole)
          violations.push({ object: host, rule: `broken at event ${verdict.brokenAt}: ${verdict.why}` });
      }
      return { check, violations };
    });
  } catch (error) {
    return { check, violations: cannot('plane', error) };
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
    // A plane does not open on a database with faults.
    if (findings.every(({ violations }) => violations.length === 0)) findings.push(await examineAudit(config));
    const healthy = findings.every(({ violations }) => violations.length === 0);
    const lines = findings.flatMap(({ check, violations }) => [
      `${violations.length === 0 ? 'ok   ' : 'FAULT'} ${check}`,
      ...violations.map(({ object, rule }) => `        ${object}: ${rule}`),
    ]);
    return { code: healthy ? 0 : 1, json: { healthy, plane: config.PLANE, findings }, lines };
  },
};
