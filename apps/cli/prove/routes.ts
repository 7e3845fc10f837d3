// SPDX-License-Identifier: EUPL-1.2
import type { Caller, Method } from './caller.ts';

export interface Route {
  readonly method: Method;
  /** `/api/v1/groups/{id}` */
  readonly path: string;
  /** Who may enter, as the route says itself. */
  readonly door: string;
}

type Operation = Readonly<Record<string, unknown>>;

/** What the running process says it has. */
export async function readRoutes(nobody: Caller): Promise<Route[]> {
  const { status, text } = await nobody.call('GET', '/openapi.json');
  if (status !== 200) throw new Error(`The description of the API answered ${status}`);
  const { paths } = JSON.parse(text) as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase() as Method,
      path,
      door: String(operation['x-door']),
    })),
  );
}

/** The path with this id in the first place where one goes, and that one in the second. */
export const filled = (path: string, first: string, second: string = first): string =>
  path.replace(/\{\w+\}/, first).replace(/\{\w+\}/, second);
