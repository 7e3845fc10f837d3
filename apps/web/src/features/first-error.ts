// SPDX-License-Identifier: EUPL-1.2
/** Takes the person to the first field that needs them. */
export const showFirstError = (): void => {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(
      '[aria-invalid="true"], fieldset:has(.ds-validation-message) input',
    );
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
};
