// SPDX-License-Identifier: EUPL-1.2
import { Link, type LinkProps } from '@tanstack/react-router';
import { useWords } from '../words/use-words.ts';

/** A row of states to choose one of, or all. */
export function StateFilter<State extends string>({
  to,
  search = {},
  states,
  chosen,
  word,
}: {
  to: '/board' | '/inbox';
  /** What else the list is narrowed by; it stays. */
  search?: object;
  states: readonly State[];
  chosen: string | undefined;
  word: (state: State) => string;
}) {
  const { say } = useWords('work');
  return (
    <nav aria-label={say('work:board.filter')}>
      <ul className="chips">
        {[undefined, ...states].map((state) => (
          <li key={state ?? 'all'}>
            <Link
              {...({ to, search: { ...search, state } } as LinkProps)}
              className="chip"
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={chosen === state ? 'page' : undefined}
            >
              {state ? word(state) : say('work:board.state.all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
