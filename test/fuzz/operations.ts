// SPDX-License-Identifier: EUPL-1.2
// What a plane says it does, read from its checked-in OpenAPI document.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type PlaneName = 'municipal' | 'civic';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
  readonly 'x-door': string;
}

export interface Operation {
  readonly plane: PlaneName;
  /** `Group_rename` */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{id}` in it. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of a JSON body. */
  readonly body?: Schema;
  /** Media types of bodies that are no JSON. */
  readonly otherBodies: readonly string[];
  readonly door: string;
  /** By status or `default`, then by media type; null when nothing is sent. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Schema>> | null>>;
}

export interface Description {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Looking first, then making, then changing; what ends things for everybody last of all. */
function turn({ method, path: address, id }: Operation): number {
  if (id === 'Terms_publish') return 6;
  if (/\/end$|sign-out/.test(address)) return 5;
  if (method === 'DELETE') return 4;
  if (method === 'GET') return 0;
  if (method === 'POST') return address.includes('{') ? 3 : 1;
  return 2;
}

export function describe(plane: PlaneName): Description {
  const file = path.join(import.meta.dirname, `../../docs/openapi/${plane}.json`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const { content = {} } = operation.requestBody ?? {};
      const body = content['application/json']?.schema;
      return {
        plane,
        id: operation.operationId,
        method: method.toUpperCase() as Operation['method'],
        path: address,
        parameters: operation.parameters ?? [],
        ...(body ? { body } : {}),
        otherBodies: Object.keys(content).filter((type) => type !== 'application/json'),
        door: operation['x-door'],
        answers: Object.fromEntries(
          Object.entries(operation.responses).map(([status, { content }]) => [
            status,
            content ? Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, schema])) : null,
          ]),
        ),
      };
    }),
  );
  return { operations: operations.sort((one, other) => turn(one) - turn(other)), schemas: document.components.schemas };
}
