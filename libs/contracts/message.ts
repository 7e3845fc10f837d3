// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod';
import type { ServiceType } from './vocabulary.ts';

/** What a grant must cover for a message to be let in; `fields` are the preview fields it uses. */
export interface Coverage {
  readonly serviceType: ServiceType;
  readonly area: string | null;
  readonly fields: readonly PreviewField[];
}
export type PreviewField = 'text' | 'area' | 'time' | 'headCount';

/**
 * One message type of the published language.
 * `about`: a message about the partnership itself, or within the conversation of one request.
 * `from`: which side of the grant may send it. `opens`: it begins a conversation; every other type needs one.
 * `covers`: what the receiver holds against the grant.
 */
export interface MessageContract<Type extends string = string, Body extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly about: 'partnership' | 'request';
  readonly from: 'asker' | 'helper' | 'either';
  readonly opens: boolean;
  readonly body: Body;
  readonly covers?: (body: z.infer<Body>) => Coverage;
}
export type BodyOf<C extends MessageContract> = z.infer<C['body']>;

export const defineMessage = <const Type extends string, Body extends z.ZodType>(
  contract: MessageContract<Type, Body>,
): MessageContract<Type, Body> => contract;
