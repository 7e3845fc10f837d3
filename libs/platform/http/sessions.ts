// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId, TenantId } from '#kernel';
import type { Actor } from '#platform/authz';

export interface Session {
  readonly sessionId: string;
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  /** How sure the sign-in was of who it is, in the provider's words (`acr`). */
  readonly acr?: string | null;
  /** When they last identified themselves. */
  readonly startedAt: Date;
}

/** Who the request's cookie belongs to. Implemented by #platform/identity. */
export abstract class Sessions {
  abstract find(request: FastifyRequest, reply: FastifyReply): Promise<Session | null>;
  /** Ends every session of a person who has left. */
  abstract endAllOf(personId: PersonId): Promise<void>;
}

/** What a person may count as inside the open scope. Implemented by #tenant/people. */
export abstract class Actors {
  /** Null when the person has left or was removed. */
  abstract load(personId: PersonId): Promise<KnownActor | null>;
}

export interface KnownActor extends Actor {
  /** Whether the newest terms have been accepted; until then only `@SignedIn` routes may change anything. */
  readonly termsAccepted: boolean;
}
