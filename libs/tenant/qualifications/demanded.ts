// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Fitness } from '#tenant/groups';
import { unmetBy } from './unmet.ts';

/** A group's demands, as the audience counts those who meet them. */
@Injectable()
export class Demanded extends Fitness {
  lacks(person: string, group: string): string {
    return `exists (select 1 from requirement r
      where r.tenant_id = :tenant and r.group_id = ${group} and r.purpose = 'help' and r.service_type = :serviceType
        and ${unmetBy(person)})`;
  }
}
