// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check';
import { canary, Fault, limits } from './judge.ts';
import type { House } from './house.ts';
import type { Run } from './run.ts';
import { anyShape, shapesAt, type Place, type Shape } from './transport.ts';
import { Wire } from './wire.ts';

/** Each shape once, and then shapes and junk by chance. */
export async function everyShape(run: Run, house: House, rounds: number): Promise<number> {
  const { ours, plane, options } = run;
  let sent = 0;
  const place = (): Place => ({
    host: ours.tenant.host,
    otherHost: house.theirs[plane].tenant.host,
    cookie: ours.who('coordinator').cookie,
  });
  const attempt = async (shape: Shape) => {
    sent += 1;
    try {
      await send(run, shape);
    } catch (error) {
      run.fault(
        `transport, ${shape.name}`,
        error,
        undefined,
        shape.pieces.map((piece) => JSON.stringify(piece.toString('latin1').slice(0, 300))).join(' + '),
      );
    }
  };
  await ours.renewCast();
  await ours.plane.written();
  for (const shape of shapesAt(place(), Buffer.from('\0\xff{}\r\n\r\n', 'latin1'))) await attempt(shape);
  for (const { which, junk } of fc.sample(anyShape, { seed: options.seed, numRuns: rounds })) {
    const shapes = shapesAt(place(), junk);
    await attempt(shapes[which % shapes.length]!);
  }
  return sent;
}

async function send({ judge, ours }: Run, shape: Shape): Promise<void> {
  const { plane } = ours;
  const wire = new Wire(plane.port);
  const memory = process.memoryUsage().rss;
  const answer = await wire.send(shape.pieces, {
    bodiless: shape.bodiless ?? false,
    breathMs: shape.breathMs ?? 0,
    endless: shape.endless ?? false,
  });
  const rest = wire.rest;
  wire.close();
  const alive = await plane.wire.send(`GET /health/live HTTP/1.1\r\nhost: ${ours.tenant.host}\r\n\r\n`);
  if (alive?.status !== 200) throw new Fault('alive', 'the process does not answer any more');
  if (process.memoryUsage().rss - memory > 150_000_000) throw new Fault('memory', 'more than 150 MB for one request');
  const written = await plane.written();
  if (/HTTP\/1\.1 5\d\d/.test(rest) || rest.includes(canary)) throw new Fault('server error', rest.slice(0, 300));
  if (!answer) {
    if (!shape.mayClose && !shape.endless) throw new Fault('alive', 'the connection was closed without an answer');
    if (written.length > 0) throw new Fault('nothing written', `without an answer: ${written.join(', ')}`);
    return;
  }
  if (answer.ms > limits.wallMs) throw new Fault('time', `${Math.round(answer.ms)} ms`);
  if (answer.status >= 500) throw new Fault('server error', `${answer.status} ${answer.body}`);
  if (shape.refused && answer.status < 400) throw new Fault('door', `${answer.status} ${answer.body.slice(0, 300)}`);
  if (answer.body.includes(canary)) throw new Fault('canary', answer.body.slice(0, 300));
  if (answer.status < 400) return;
  if (written.length > 0) throw new Fault('nothing written', `${answer.status} wrote ${written.join(', ')}`);
  if (!shape.bodiless) judge.refusal(null, answer);
}
