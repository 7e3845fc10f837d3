// SPDX-License-Identifier: EUPL-1.2
/**
 * Whether a member has what a group demands of whoever helps with a kind of service: implemented and provided by
 * #tenant/qualifications.
 */
export abstract class Fitness {
  /**
   * SQL that holds for a person (an expression) who lacks something that a group (an expression) demands of those who
   * help with `:serviceType`. The statement also needs `:now`.
   */
  abstract lacks(person: string, group: string): string;
}
