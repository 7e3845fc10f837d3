// SPDX-License-Identifier: EUPL-1.2
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import { errorKey } from './error-words.ts';

/** Words for a problem by its code; what we have no words for, the server titles. */
export function useProblem() {
  const { t, i18n } = useTranslation('errors');
  return (error: unknown): string => {
    if (!(error instanceof Problem)) return t('unexpected');
    const key = errorKey(error.code);
    if (i18n.exists(key, { ns: 'errors' })) return t(key as never);
    return error.title || t('unexpected');
  };
}
