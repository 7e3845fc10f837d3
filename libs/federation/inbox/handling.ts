// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Conversation } from '../delivery/conversation.entity.ts';

/**
 * Which message the open scope is handling: an answer written meanwhile already says that it was seen, though the
 * conversation itself is held only while something is written to it, and never while a handler runs.
 */
@Injectable()
export class Handling {
  readonly #messages = new WeakMap<EntityManager, { readonly conversationId: string; readonly hash: string }>();

  constructor(private readonly em: EntityManager) {}

  begin(conversationId: string, hash: string): void {
    this.#messages.set(this.em.getContext(), { conversationId, hash });
  }

  /** To be called with the conversation held. */
  confirm(conversation: Conversation): void {
    const message = this.#messages.get(this.em.getContext());
    if (message?.conversationId === conversation.id) conversation.handled(message.hash);
  }
}
