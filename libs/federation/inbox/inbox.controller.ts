// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypes, ReceiptAnswer, Refusal } from '#contracts';
import type { TenantId } from '#kernel';
import { OfThePlane } from '#platform/http';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { InboxLimits } from './inbox-limits.ts';
import { Inbox, type Arrival } from './inbox.ts';

/** Undoes whatever a letter that was not taken has begun. */
class NotTaken extends Error {
  constructor(readonly arrival: Arrival) {
    super('Not taken');
  }
}

/** The letterbox. It opens the recipient's scope itself, so that a refusal leaves no trace. */
@Controller('federation/inbox')
export class InboxController {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly scope: TenantScope,
    private readonly inbox: Inbox,
    private readonly limits: InboxLimits,
  ) {}

  @Post()
  @OfThePlane()
  @HttpCode(202)
  @ApiConsumes('application/jose')
  @ApiResponse({ status: 202, description: 'Taken in; the receipt', standardSchema: ReceiptAnswer })
  @ApiResponse({ status: 'default', description: 'Refused', standardSchema: Refusal })
  async receive(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() letter: unknown,
  ): Promise<{ receipt: string } | Refusal> {
    const arrival = await this.arrive(request, letter);
    if (arrival.status === 202) return { receipt: arrival.receipt };
    void reply.status(arrival.status);
    const { code, ...more } = arrival as Exclude<Arrival, { status: 202 | 401 }>;
    if (more.retryAfter) void reply.header('Retry-After', String(more.retryAfter));
    return more.lastSeq === undefined ? { code } : { code, lastSeq: more.lastSeq };
  }

  private async arrive({ host, ip, headers }: FastifyRequest, letter: unknown): Promise<Arrival> {
    const tenant = await this.directory.byHost(host);
    const sealed = headers['content-type']?.split(';')[0]?.trim().toLowerCase() === mediaTypes.sealed;
    if (!tenant || !sealed || typeof letter !== 'string') return { status: 401, code: 'message.refused' };
    const address = `${tenant.id}:${ip}`;
    const wait = await this.limits.waitOf(address);
    if (wait === 0) return this.read(tenant.id, address, letter);
    // A partner may live behind the same address. It gets through, but nobody from there takes up more than one reader.
    if (!this.limits.enterAlone(address)) return tooMany(1);
    try {
      const arrival = await this.read(tenant.id, address, letter);
      return arrival.status === 401 ? tooMany(wait) : arrival;
    } finally {
      this.limits.leave(address);
    }
  }

  private async read(tenant: TenantId, address: string, letter: string): Promise<Arrival> {
    try {
      return await this.scope.run(tenant, async () => {
        const arrival = await this.inbox.receive(letter);
        if (arrival.status !== 202) throw new NotTaken(arrival);
        return arrival;
      });
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      const { arrival } = error;
      // What fits no schema is not counted as its partner's, so that it is counted here.
      const counts = arrival.status === 401 || (arrival.status === 400 && arrival.code === 'message.malformed');
      if (counts) await this.limits.knockedInVain(address);
      return arrival;
    }
  }
}

const tooMany = (retryAfter: number): Arrival => ({ status: 429, code: 'message.too-many', retryAfter });
