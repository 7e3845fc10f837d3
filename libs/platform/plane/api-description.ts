// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { OfThePlane, Returns } from '#platform/http';
import { declaredRoutes } from './declared-routes.ts';

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  traceId: z.string(),
});

/** `PartnerRequest_route` → `partner request: route` */
const inWords = (operationId = '') =>
  operationId
    .split('_')
    .map((part) => part.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase())
    .join(': ');

/** The plane's OpenAPI 3.1 document, made from the routes themselves when it is first asked for. */
@Injectable()
export class ApiDescription {
  #document: OpenAPIObject | undefined;
  #app: INestApplication | undefined;

  of(app: INestApplication): this {
    this.#app = app;
    return this;
  }

  get document(): OpenAPIObject {
    if (!this.#app) throw new Error('The application is not built yet');
    this.#document ??= describe(this.#app);
    return this.#document;
  }
}

@Controller('openapi.json')
export class ApiDescriptionController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @OfThePlane()
  @Returns(z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApiDocument' }))
  read(): OpenAPIObject {
    return this.description.document;
  }
}

interface Described {
  readonly operationId?: string;
  readonly responses?: { default?: { content?: object }; '304'?: object };
}

function describe(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Handslag')
    .setDescription(
      'Requests for help between residents, associations and their municipality. Every error is a problem document (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
    .addCookieAuth('session', { type: 'apiKey', in: 'cookie', name: '__Host-session' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const doors = new Map(declaredRoutes(app).map((route) => [route.name.replace('Controller.', '_'), route.door]));
  document.components ??= {};
  const { $schema: _, ...problem } = z.toJSONSchema(Problem, { target: 'draft-2020-12' });
  document.components.schemas = { ...document.components.schemas, Problem: problem as object };
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations as Record<string, Described>)) {
      if (method !== 'get') delete operation.responses?.['304'];
      const door = doors.get(operation.operationId ?? '') ?? 'closed';
      Object.assign(operation, {
        summary: inWords(operation.operationId),
        'x-door': door,
        security: door === 'public' || door === 'plane' ? [] : [{ session: [] }],
        responses: {
          ...operation.responses,
          default: {
            description: 'Refused',
            content: {
              ...operation.responses?.default?.content,
              'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
            },
          },
        },
      });
    }
  }
  return document;
}
