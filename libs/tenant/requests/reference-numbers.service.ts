// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';

/** Short enough to be said on the telephone; longer ones when those are used up. */
const lengths = [6, 7, 8, 9];
const triesEach = 8;

/**
 * The number by which people talk about a request. It is drawn, not counted: whoever asks twice and gets 17 and then
 * 25 would know how many others have asked in between.
 */
@Injectable()
export class ReferenceNumbers {
  constructor(
    private readonly scope: TenantScope,
    private readonly randomness: Randomness,
  ) {}

  async next(): Promise<number> {
    for (const digits of lengths) {
      for (let tries = 0; tries < triesEach; tries += 1) {
        const number = this.draw(digits);
        if (await this.isFree(number)) return number;
      }
    }
    throw new Error('No reference number is left');
  }

  private draw(digits: number): number {
    const lowest = 10 ** (digits - 1);
    return lowest + (this.randomness.bytes(4).readUInt32BE() % (9 * lowest));
  }

  private async isFree(number: number): Promise<boolean> {
    const taken = await this.scope.rows(
      'select 1 as taken from request r where r.tenant_id = :tenant and r.number = :number',
      { number },
    );
    return taken.length === 0;
  }
}
