// SPDX-License-Identifier: EUPL-1.2
declare const brand: unique symbol;

export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
/** UUID of a controller of personal data: a municipality or an association. */
export type TenantId = Branded<string, 'TenantId'>;
/** UUID of a person inside one tenant; the same human has unrelated ids in other tenants. */
export type PersonId = Branded<string, 'PersonId'>;
