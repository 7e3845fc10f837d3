// SPDX-License-Identifier: EUPL-1.2
export { fingerprint } from './etag.ts';
export { HttpModule } from './http.module.ts';
export { beyond, cut, decodeCursor, page, PageQuery, type Page } from './page.ts';
export { problemDocument, problemType } from './problem.ts';
export { answerWithFile } from './public-file.ts';
export { RateLimitOptions, RateLimits } from './rate-limits.ts';
export { RememberedAnswer } from './remembered-answer.entity.ts';
export {
  CurrentAbility,
  CurrentActor,
  CurrentSession,
  CurrentTenant,
  expectVersion,
  IfMatch,
  type HandslagRequest,
} from './request-context.ts';
export {
  May,
  MayBeKnown,
  OfThePlane,
  Public,
  Returns,
  ReturnsNothing,
  routePolicyKey,
  SignedIn,
  TakesUpTo,
  type RoutePolicy,
  type RouteSettings,
} from './route.ts';
export { Policies } from './scope.interceptor.ts';
export { Actors, Sessions, type KnownActor, type Session } from './sessions.ts';
