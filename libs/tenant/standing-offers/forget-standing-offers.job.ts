// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { ForgetJob } from '#platform/queue';
import { StandingOffer } from './standing-offer.entity.ts';

/** For a month whoever offered can still see that it is over. */
@Injectable()
export class ForgetStandingOffers extends ForgetJob {
  readonly name = 'standing-offer.forget';
  protected readonly past = [{ of: StandingOffer, after: 'until', keptMs: 30 * 86_400_000 }];
}
