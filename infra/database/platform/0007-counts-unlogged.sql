-- SPDX-License-Identifier: EUPL-1.2
-- Counts of a minute, written with every change: nobody waits for the disk for them. After a crash they begin at nought.
alter table rate_limit set unlogged;
