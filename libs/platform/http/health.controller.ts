// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '#kernel';
import { PlatformPool, TenantDirectory } from '#platform/tenancy';
import { OfThePlane, Returns } from './route.ts';

const Health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

@Controller('health')
export class HealthController {
  constructor(
    private readonly pool: PlatformPool,
    private readonly directory: TenantDirectory,
  ) {}

  /** The process runs. */
  @Get('live')
  @OfThePlane()
  @Returns(Health)
  live(): z.infer<typeof Health> {
    return { status: 'ok' };
  }

  /** The process can serve: its databases answer. */
  @Get('ready')
  @OfThePlane()
  @Returns(Health)
  async ready(): Promise<z.infer<typeof Health>> {
    try {
      await this.pool.query('select 1');
      await this.directory.all();
    } catch {
      throw new DomainError('unavailable', 'unavailable');
    }
    return { status: 'ok' };
  }
}
