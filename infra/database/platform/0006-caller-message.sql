-- SPDX-License-Identifier: EUPL-1.2
-- What stood on the caller's own screen, in the language that was chosen for them: it is what they approved, word for
-- word. Whoever was being asked when this came is asked anew.
delete from caller;
alter table caller add column message text not null;
