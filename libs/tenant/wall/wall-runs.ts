// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { mediaTypes, WallRun, type WallFile } from '#contracts';
import { sha512 } from '#platform/crypto';
import { PlatformPool } from '#platform/tenancy';
import { InstallationKey } from './installation-key.ts';

/** Any number: one publishes at a time. */
const publishing = 7_262;

/** The signed results, oldest first and none ever replaced. */
@Injectable()
export class WallRuns {
  constructor(
    private readonly pool: PlatformPool,
    private readonly key: InstallationKey,
  ) {}

  /** The newest, signed; null when there has been no run. */
  async latest(): Promise<WallFile | null> {
    const { rows } = await this.pool.query<{ result: string }>(
      'select result from wall_run order by number desc limit 1',
    );
    const key = await this.key.published();
    const [row] = rows;
    return row && key ? { format: 'handslag-wall-1', key, result: row.result } : null;
  }

  /** Signs the run as the next one and keeps it, whole or not at all. */
  async publish(run: Omit<WallRun, 'number' | 'previous'>): Promise<WallRun> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [publishing]);
      const { rows } = await client.query<{ number: number; result: string }>(
        'select number, result from wall_run order by number desc limit 1',
      );
      const [last] = rows;
      const whole = WallRun.parse({
        ...run,
        number: (last?.number ?? 0) + 1,
        previous: last ? sha512(last.result) : null,
      });
      const result = await this.key.sign(JSON.stringify(whole), mediaTypes.wall);
      await client.query('insert into wall_run (number, at, result) values ($1, $2, $3)', [
        whole.number,
        whole.at,
        result,
      ]);
      await client.query('commit');
      return whole;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }
}
