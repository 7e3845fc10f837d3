// SPDX-License-Identifier: EUPL-1.2
// Calls that never become a request: they are answered like every other refusal, and nothing of them comes back.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument, problemType } from '#platform/http';

const reasons: Readonly<Record<string, { status: number; code: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request.too-slow' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'request.too-large' },
};
const malformed = { status: 400, code: 'request.malformed' };

/** For bytes that are no HTTP, or too many, or too slow. The connection ends with it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = reasons[error.code ?? ''] ?? malformed;
  const id = randomUUID();
  const body = JSON.stringify(problemDocument(problem, id));
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        `Content-Type: ${problemType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${id}`,
        'Cache-Control: no-store',
        'Connection: close',
        `\r\n${body}`,
      ].join('\r\n'),
    );
  socket.destroySoon();
}

/** For an `Expect` that nobody can meet. */
export function refuseExpectation(_: IncomingMessage, response: ServerResponse): void {
  const id = randomUUID();
  const body = JSON.stringify(problemDocument({ ...malformed, status: 417 }, id));
  response.writeHead(417, {
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Request-Id': id,
    Connection: 'close',
  });
  response.end(body);
}

/** Whether it says exactly once for whom it is (RFC 9112, section 3.2): a proxy may have believed the other one. */
export const namesOneHost = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, n) => n % 2 === 0 && name.toLowerCase() === 'host').length === 1;

/** For an address that cannot be decoded. */
export function refuseAddress(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(malformed.status)
    .header('Content-Type', problemType)
    .header('Cache-Control', 'no-store')
    .header('X-Request-Id', request.id)
    .send(problemDocument(malformed, request.id, request.headers['accept-language']));
}
