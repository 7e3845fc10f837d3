// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Problem } from '../api/problem.ts';
import { refresh } from '../api/queries.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useProblem } from '../words/use-problem.ts';

interface Settings<Result> {
  /** What may have changed and should be read again. */
  touches?: string[];
  then?: (result: Result) => void;
}

const bodyOf = (input: unknown): string => JSON.stringify(input) ?? '';

/**
 * One act against the server. The same key goes along until it has succeeded, so a retry is never a second act, and
 * what is under way is not begun again. When the person has gone elsewhere meanwhile, a no is told them there.
 */
export function useAct<Input, Result>(
  act: (input: Input, key: string) => Promise<Result>,
  { touches = [], then }: Settings<Result> = {},
) {
  const explain = useProblem();
  const { say: announce } = useAnnounce();
  const sent = useRef<{ body: string; key: string } | null>(null);
  const underWay = useRef(new Set<string>());
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const mutation = useMutation({
    mutationFn: (input: Input) => {
      const body = bodyOf(input);
      if (sent.current?.body !== body) sent.current = { body, key: crypto.randomUUID() };
      return act(input, sent.current.key);
    },
    onSuccess: (result) => {
      sent.current = null;
      then?.(result);
    },
    onError: (error) => {
      // An answered no is final; only silence is asked again with the same key.
      if (!(error instanceof Problem) || error.status !== 0) sent.current = null;
      if (!here.current) announce(explain(error));
    },
    onSettled: async (_result, _error, input) => {
      await refresh(...touches);
      underWay.current.delete(bodyOf(input));
    },
  });
  const { error } = mutation;
  return {
    run: (input: Input) => {
      if (underWay.current.has(bodyOf(input))) return;
      underWay.current.add(bodyOf(input));
      mutation.mutate(input);
    },
    busy: mutation.isPending,
    problem: error ? explain(error) : undefined,
    error,
    forget: mutation.reset,
  };
}
