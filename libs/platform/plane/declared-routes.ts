// SPDX-License-Identifier: EUPL-1.2
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { routePolicyKey } from '#platform/http';

interface Container {
  get(token: typeof ModulesContainer): ModulesContainer;
}

export interface DeclaredRoute {
  /** `GroupController.rename` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly declared: boolean;
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
        if (key === 'constructor' || typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        routes.push({
          name: `${metatype.name}.${key}`,
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL',
          path: [Reflect.getMetadata(PATH_METADATA, metatype), Reflect.getMetadata(PATH_METADATA, handler)]
            .map((part) => String(part).replaceAll(/^\/|\/$/g, ''))
            .filter(Boolean)
            .join('/'),
          declared: Reflect.hasMetadata(routePolicyKey, handler) || Reflect.hasMetadata(routePolicyKey, metatype),
        });
      }
    }
  }
  return routes;
}
