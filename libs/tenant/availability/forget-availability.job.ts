// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { ForgetJob } from '#platform/queue';
import { Availability } from './availability.entity.ts';

/** A shift may be asked for until it begins; a day after that nobody asks when somebody could. */
@Injectable()
export class ForgetAvailability extends ForgetJob {
  readonly name = 'availability.forget';
  protected readonly past = [{ of: Availability, after: 'to', keptMs: 86_400_000 }];
}
