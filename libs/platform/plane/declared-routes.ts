// SPDX-License-Identifier: EUPL-1.2
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { routePolicyKey, type RoutePolicy } from '#platform/http';

interface Container {
  get(token: typeof ModulesContainer): ModulesContainer;
}

export interface DeclaredRoute {
  /** `GroupController.rename` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** `public`, `signed-in`, `plane`, or `may read Group`; undefined when the route does not say. */
  readonly door: string | undefined;
}

function doorOf(policy: RoutePolicy | undefined): string | undefined {
  return policy?.door === 'may' ? `may ${policy.verb} ${policy.subject.name}` : policy?.door;
}

/** Every route of the application, and whether it says who may enter. */
export function declaredRoutes(app: Container): DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, unknown>;
      for (const key of Object.getOwnPropertyNames(prototype)) {
        const handler = prototype[key];
        if (key === 'constructor' || typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler))
          continue;
        routes.push({
          name: `${metatype.name}.${key}`,
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL',
          path: [Reflect.getMetadata(PATH_METADATA, metatype), Reflect.getMetadata(PATH_METADATA, handler)]
            .map((part) => String(part).replaceAll(/^\/|\/$/g, ''))
            .filter(Boolean)
            .join('/'),
          door: doorOf(
            (Reflect.getMetadata(routePolicyKey, handler) ?? Reflect.getMetadata(routePolicyKey, metatype)) as
              RoutePolicy | undefined,
          ),
        });
      }
    }
  }
  return routes;
}
