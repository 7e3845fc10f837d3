// SPDX-License-Identifier: EUPL-1.2
// What every answer is held against. An oracle is never weakened to let an answer pass.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { errorCodes } from '#contracts';
import type { Case } from './cases.ts';
import type { Description, Operation, Schema } from './operations.ts';
import { echoMark } from './values.ts';
import type { Answer } from './wire.ts';

/** Longest an answer may take on the clock, with the machine loaded as it may be; and in work of the process. */
export const limits = { wallMs: 10_000, cpuMs: 1_000 };

/** Stands in everything of the tenant that nobody may see. */
export const canary = 'qzkanarie';

const insides: readonly RegExp[] = [
  /\bat [\w.<>$ ]*\(?(file:\/\/|node:|\/)[^ ]*:\d+/,
  /node_modules|\.ts:\d|\.js:\d|\/tmp\/|\/home\/|\/usr\/|[A-Z]:\\\\/,
  /\b(select|insert into|update|delete from)\b.{1,80}\b(from|set|where|values)\b/i,
  /\b(constraint|relation|column|duplicate key|violates|syntax error at|invalid input syntax|pg_\w+)\b/i,
  /\b(mikro-?orm|postgres\w*|fastify|nestjs|zod|undici|ECONN\w*|ENOTFOUND|FST_ERR\w*|TypeError|ReferenceError|RangeError)\b/i,
  /\b(tenant_id|group_member|access_entry|audit_\w+|remembered_answer|terms_acceptance|agreement_helper|request_(audience|counter|details)|(in|out)bound_message|tenant_key)\b/,
];

export class Fault extends Error {
  constructor(
    readonly oracle: string,
    detail: string,
  ) {
    super(`${oracle}: ${detail}`);
  }
}
const must = (oracle: string, holds: boolean, detail: () => string) => {
  if (!holds) throw new Fault(oracle, detail());
};
const briefly = (text: string) => (text.length > 600 ? `${text.slice(0, 600)}…` : text);

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly traceId: string;
}

/** Statuses with which something may be refused; everything else has to be declared by the operation. */
const refusals = new Set([
  400, 401, 403, 404, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 428, 429, 431,
]);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export class Judge {
  readonly #ajv = new Ajv2020({
    strict: false,
    formats: {
      uuid,
      date: /^\d{4}-\d\d-\d\d$/,
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
      email: /^[^@\s]+@[^@\s]+$/,
      uri: { validate: (text: string) => URL.canParse(text) },
    },
  });
  readonly #compiled = new WeakMap<object, ValidateFunction>();

  constructor({ schemas }: Pick<Description, 'schemas'>) {
    this.#ajv.addSchema({ $id: 'plane', components: { schemas } });
  }

  fits(schema: Schema, value: unknown): string | null {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"plane#/components')) as object,
      );
      this.#compiled.set(schema, validate);
    }
    return validate(value) ? null : this.#ajv.errorsText(validate.errors);
  }

  /** @throws Fault that names the oracle and what was seen */
  answer(operation: Operation, given: Case, answer: Answer): void {
    const { status, headers, body } = answer;
    must('server error', status < 500, () => `${status} ${briefly(body)}`);
    must('time', answer.ms < limits.wallMs, () => `${Math.round(answer.ms)} ms`);
    must(
      'canary',
      !body.includes(canary) && !JSON.stringify(headers).includes(canary),
      () => `another tenant's text: ${briefly(body)}`,
    );
    must('request id', uuid.test(headers['x-request-id'] ?? ''), () => `X-Request-Id is ${headers['x-request-id']}`);
    const declared = operation.answers[String(status)];
    if (declared === undefined) return this.refusal(operation, answer, given.url + (given.body ?? ''));
    if (declared === null) return must('schema', body === '', () => `a body where none is declared: ${briefly(body)}`);
    this.#declared(declared, answer);
    if (status < 300) this.#wasAllowed(operation, given);
  }

  /** A refusal of whatever kind, with or without an operation. */
  refusal(operation: Operation | null, answer: Answer, sent = ''): void {
    const { status, headers, body } = answer;
    must('declared status', refusals.has(status), () => `${status} is declared nowhere: ${briefly(body)}`);
    // Only the pointer may name a field as the sender named it.
    const unnamed = body.replaceAll(/"pointer":"([^"]*)"/g, (pointer, to: string) =>
      sent.includes(to.split('/').at(-1) ?? '') ? '' : pointer,
    );
    const said = `${unnamed} ${JSON.stringify(headers)}`;
    for (const pattern of insides) must('insides', !pattern.test(said), () => `${String(pattern)} in ${briefly(body)}`);
    must('echo', !said.includes(echoMark), () => `what was sent comes back: ${briefly(body)}`);
    const own = operation?.answers.default;
    if (own && !headers['content-type']?.startsWith('application/problem+json')) return this.#declared(own, answer);
    must(
      'problem type',
      headers['content-type'] === 'application/problem+json; charset=utf-8',
      () => `${status} as ${headers['content-type']}: ${briefly(body)}`,
    );
    if (own) this.#declared(own, answer);
    this.#problem(JSON.parse(body) as Problem, answer);
  }

  #problem({ type, title, status, code, errors, traceId }: Problem, answer: Answer): void {
    must('problem', status === answer.status, () => `it says ${status} in a ${answer.status}`);
    must('problem', type === `https://handslag.org/problems/${code}`, () => `type ${type} of ${code}`);
    must('problem', code in errorCodes, () => `no such code as ${code}`);
    must('problem', title.length > 3 && title !== code, () => `no title: ${title}`);
    must('problem', traceId === answer.headers['x-request-id'], () => `trace ${traceId}`);
    if (code !== 'input.invalid') return;
    must('problem', !!errors && errors.length > 0, () => `names no field: ${briefly(answer.body)}`);
    for (const { pointer, message, code: why } of errors ?? []) {
      must('problem', /^(\/[^/]*)*$/.test(pointer) && pointer.length <= 400, () => `pointer ${briefly(pointer)}`);
      must(
        'problem',
        message.length > 3 && message.length <= 600 && /^input\.[a-z.-]+$/.test(why),
        () => `no remedy: ${why} ${briefly(message)}`,
      );
    }
  }

  #declared(declared: Readonly<Record<string, Schema>>, { status, headers, body }: Answer): void {
    const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
    const schema = declared[type];
    must('media type', schema !== undefined, () => `${status} as ${type}: ${briefly(body)}`);
    if (schema && type.endsWith('json')) {
      const misfit = this.fits(schema, JSON.parse(body));
      must('schema', misfit === null, () => `${status} ${misfit} in ${briefly(body)}`);
    }
  }

  /** What the schema does not allow is never taken in. */
  #wasAllowed(operation: Operation, given: Case): void {
    if (!operation.body) return;
    const parsed = tryParse(given.body);
    const misfit = parsed === undefined ? 'no JSON' : this.fits(operation.body, parsed);
    must('negative input', misfit === null, () => `taken in though ${misfit}: ${briefly(given.body ?? '')}`);
  }
}

function tryParse(text = ''): unknown {
  try {
    // A byte order mark before it may be passed over (RFC 8259, section 8.1).
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
