// SPDX-License-Identifier: EUPL-1.2
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** Whoever asks what came of a call is told that it took too long, as long as that; in seconds. */
const toldLate = 60;

/** Keeps what the provider must remember, in memory and for as long as it says; its clients are given from the start. */
export function memoryAdapters(clients: readonly ClientMetadata[]): (model: string) => Adapter {
  const stores = new Map<string, Map<string, Kept>>();
  const given = new Map(clients.map((client) => [client.client_id, { ...client }]));

  return (model) => {
    const store = stores.get(model) ?? new Map<string, Kept>();
    stores.set(model, store);
    const live = (): [string, AdapterPayload][] => {
      for (const [id, { until }] of store) if (until < Date.now()) store.delete(id);
      return [...store].map(([id, { payload }]) => [id, payload]);
    };
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      live().find(([, payload]) => payload[field] === value)?.[1];

    return {
      upsert: async (id, payload, expiresIn) => {
        const kept = (expiresIn ?? 600) + (model === 'BackchannelAuthenticationRequest' ? toldLate : 0);
        store.set(id, { payload, until: Date.now() + kept * 1000 });
      },
      find: async (id) => (model === 'Client' ? given.get(id) : live().find(([key]) => key === id)?.[1]),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('userCode', userCode),
      consume: async (id) => {
        const kept = store.get(id);
        if (kept) kept.payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        store.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, payload] of live()) if (payload.grantId === grantId) store.delete(id);
      },
    };
  };
}
