// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { Problem } from '../api/problem.ts';
import { refresh } from '../api/queries.ts';
import { useProblem } from '../words/use-problem.ts';

interface Settings<Result> {
  /** What may have changed and should be read again. */
  touches?: string[];
  then?: (result: Result) => void;
}

/** One act against the server. The same key goes along until it has succeeded, so a retry is never a second act. */
export function useAct<Input, Result>(
  act: (input: Input, key: string) => Promise<Result>,
  { touches = [], then }: Settings<Result> = {},
) {
  const explain = useProblem();
  const sent = useRef<{ body: string; key: string } | null>(null);
  const mutation = useMutation({
    mutationFn: (input: Input) => {
      const body = JSON.stringify(input) ?? '';
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
    },
    onSettled: () => refresh(...touches),
  });
  const { error } = mutation;
  return {
    run: (input: Input) => mutation.mutate(input),
    busy: mutation.isPending,
    problem: error ? explain(error) : undefined,
    error,
    forget: mutation.reset,
  };
}
