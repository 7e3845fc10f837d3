// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesTag } from './etag.ts';

interface PublicFile {
  readonly content: string | Buffer;
  readonly type: string;
  /** Fingerprint of the content. */
  readonly hash: string;
}

/**
 * Answers with something anybody may see, or with 304 when they have it already.
 * @param named the address names this very content: it may be kept for ever; otherwise it is asked for each time.
 */
export function answerWithFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, type, hash }: PublicFile,
  named: boolean,
): string | Buffer | undefined {
  const tag = `"${hash}"`;
  void reply.header('ETag', tag).header('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (namesTag(request.headers['if-none-match'], tag)) {
    void reply.status(304);
    return undefined;
  }
  void reply.header('Content-Type', type);
  return content;
}
