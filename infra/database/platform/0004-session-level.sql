-- SPDX-License-Identifier: EUPL-1.2
-- How sure the sign-in was of who signed in (`acr`): what is signed in the app says it. Null for sessions begun before.
alter table session add column acr text;
