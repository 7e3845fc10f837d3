// SPDX-License-Identifier: EUPL-1.2
import { HttpCode, SerializeOptions, SetMetadata, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Class } from '#platform/authz';

/** What a route declares about who may enter; a route without one is closed, and fails the build. */
export type RoutePolicy =
  | { readonly door: 'plane' }
  | { readonly door: 'public' }
  | { readonly door: 'signed-in' }
  | { readonly door: 'may'; readonly verb: string; readonly subject: Class };

export const routePolicyKey = 'handslag:route-policy';
export const etagKey = 'handslag:etag';
const policy = (value: RoutePolicy) => SetMetadata(routePolicyKey, value);

/** Belongs to the process, not to a tenant: health, the OpenAPI document. */
export const OfThePlane = () => policy({ door: 'plane' });
/** Anybody may enter; a tenant scope is open, but nobody is known. */
export const Public = () => policy({ door: 'public' });
/** Any person of this tenant, whatever their roles, even before the terms are accepted. */
export const SignedIn = () => policy({ door: 'signed-in' });
/** Only those who may do the verb to at least some record of the class. The service still checks the record. */
export const May = (verb: string, subject: Class) => policy({ door: 'may', verb, subject });

interface AnswerOptions {
  readonly status?: number;
  /** Send the numeric `version` of the answer as ETag. */
  readonly etag?: boolean;
}

/** The answer's schema: documents it, and lets no undeclared field leave. */
export const Returns = (schema: z.ZodType, { status = 200, etag = false }: AnswerOptions = {}) =>
  applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    SetMetadata(etagKey, etag),
    ApiResponse({ status, description: 'Done', standardSchema: schema }),
    ...(etag ? [MayBeKnown()] : []),
  );

/** 304 to whoever names in If-None-Match what they would get; of a route that changes something nobody is told so. */
export const MayBeKnown = () => ApiResponse({ status: 304, description: 'As the one who asks has it already' });

/** 204: done, and nothing to say. */
export const ReturnsNothing = () => applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'Done' }));

/** Lets more bytes in than other routes do; whatever is beyond is refused before it is read to the end. */
export const TakesUpTo = (bytes: number) => RouteConfig({ bodyLimit: bytes } satisfies RouteSettings);
export interface RouteSettings {
  readonly bodyLimit?: number;
}
