// SPDX-License-Identifier: EUPL-1.2
/**
 * SQL that holds for a requirement `r` when the person (an expression) has nothing that meets it at `:now`. The one place
 * that says what meets what: the actor's rights, the audience's number, the checklist and the mark all read it.
 */
export const unmetBy = (person: string): string => `not exists (
  select 1 from attestation a
  where a.tenant_id = :tenant and a.person_id = ${person} and a.kind = r.kind and a.subject_key = r.subject_key
    and coalesce(a.years, 0) >= coalesce(r.years, 0)
    and a.withdrawn_at is null and (a.valid_to is null or a.valid_to > :now))`;
