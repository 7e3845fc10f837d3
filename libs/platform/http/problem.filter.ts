// SPDX-License-Identifier: EUPL-1.2
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorTitle } from '#contracts';
import { DomainError, type ErrorKind } from '#kernel';
import { isDatabaseAway } from './database-away.ts';
import { InvalidInput } from './invalid-input.ts';
import { problemDocument, problemType, type Problem } from './problem.ts';

const statusOf: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  invalid: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

/** When to come again after a 503, s: a database that was killed is back within seconds. */
const retryAfter = '5';

/** Turns whatever was thrown into a problem document (RFC 9457); nothing of the inside leaves with it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = describe(error);
    // The message of an unforeseen error may quote a row; only its kind and where it happened are logged.
    if (problem.status >= 500) this.#log.error({ traceId: request.id, name: nameOf(error), stack: framesOf(error) });
    if (problem.status === 503) void reply.header('Retry-After', retryAfter);
    void reply
      .status(problem.status)
      .header('Content-Type', problemType)
      .header('Cache-Control', 'no-store')
      .send(problemDocument(problem, request.id, request.headers['accept-language']));
  }
}

function describe(error: unknown): Problem {
  if (error instanceof InvalidInput) {
    return { status: 400, code: 'input.invalid', errors: error.errors };
  }
  if (error instanceof DomainError) {
    const { pointer, values } = error.detail;
    return {
      status: statusOf[error.kind],
      code: error.code,
      ...(values ? { values } : {}),
      ...(pointer ? { errors: [{ pointer, code: error.code, message: errorTitle(error.code) }] } : {}),
    };
  }
  if (error instanceof UniqueConstraintViolationException) return { status: 409, code: 'conflict' };
  if (isDatabaseAway(error)) return { status: 503, code: 'unavailable' };
  const status = statusCodeOf(error);
  if (status === 413) return { status, code: 'request.too-large' };
  if (status === 415) return { status, code: 'request.media-type' };
  if (status === 404 || status === 405) return { status: 404, code: 'not-found' };
  if (status >= 400 && status < 500) return { status: 400, code: 'request.malformed' };
  return { status: 500, code: 'internal' };
}

function statusCodeOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error) return Number(error.statusCode);
  return 500;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
const framesOf = (error: unknown) =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 8)
    : [];
