-- SPDX-License-Identifier: EUPL-1.2
-- Generated from the entities by `npm run migration`; reviewed; forward-only.

create schema if not exists app;
create or replace function app.set_ctx(tenant uuid) returns void language plpgsql as $$
begin
  execute format('set local app.tenant = %L', tenant);
end
$$;

create table "terms_acceptance" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "version" int not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "terms_acceptance" add constraint "terms_acceptance_tenant_id_person_id_version_unique" unique ("tenant_id", "person_id", "version");

create table "access_entry" ("tenant_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "request_id" uuid not null, "viewer_id" varchar(255) null, "role" text not null, "what" varchar(255) not null, primary key ("tenant_id", "id", "at")) partition by range ("at");
create table "access_entry_default" partition of "access_entry" default;
create index "access_entry_tenant_id_request_id_at_id_index" on "access_entry" ("tenant_id", "request_id", "at", "id");
alter table "access_entry" add constraint "access_entry_role_check" check ("role" in ('administrator', 'coordinator', 'staff', 'helper', 'partner'));

create table "again" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "person_id" uuid not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "again" add constraint "again_tenant_id_agreement_id_person_id_unique" unique ("tenant_id", "agreement_id", "person_id");

create table "agreement" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "asker_id" uuid not null, "of_organisation" boolean not null, "unit_id" uuid null, "helper_ids" uuid[] not null, "for_asker_id" uuid null, "for_helper_ids" uuid[] not null, "function_address" varchar(160) null, "partner_head_count" int null, "state" text not null, "made_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "completed_at" timestamptz(3) null, "completed_by_side" text null, "ended_at" timestamptz(3) null, "failure_code" text null, "version" int not null, primary key ("tenant_id", "id"));
create index "agreement_tenant_id_request_id_index" on "agreement" ("tenant_id", "request_id");
create index "agreement_tenant_id_asker_id_made_at_id_index" on "agreement" ("tenant_id", "asker_id", "made_at", "id");
create index "agreement_tenant_id_for_asker_id_made_at_id_index" on "agreement" ("tenant_id", "for_asker_id", "made_at", "id") where for_asker_id is not null;
create index "agreement_tenant_id_made_at_id_index" on "agreement" ("tenant_id", "made_at", "id") where of_organisation;
create index "agreement_tenant_id_unit_id_made_at_id_index" on "agreement" ("tenant_id", "unit_id", "made_at", "id") where unit_id is not null;
alter table "agreement" add constraint "agreement_state_check" check ("state" in ('agreed', 'inProgress', 'completed', 'confirmed', 'failed'));
alter table "agreement" add constraint "agreement_completed_by_side_check" check ("completed_by_side" in ('asker', 'helper'));
alter table "agreement" add constraint "agreement_failure_code_check" check ("failure_code" in ('helper-prevented', 'asker-prevented', 'nobody-there', 'other'));

create table "agreement_helper" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "helper_id" uuid not null, "made_at" timestamptz(3) not null, "group_ids" uuid[] not null, primary key ("tenant_id", "id"));
create index "agreement_helper_tenant_id_helper_id_made_at_agreement_id_index" on "agreement_helper" ("tenant_id", "helper_id", "made_at", "agreement_id");
create index "agreement_helper_tenant_id_made_at_index" on "agreement_helper" ("tenant_id", "made_at");
alter table "agreement_helper" add constraint "agreement_helper_tenant_id_agreement_id_helper_id_unique" unique ("tenant_id", "agreement_id", "helper_id");

create table "attestation" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "kind" text not null, "subject" varchar(80) not null, "subject_key" varchar(80) not null, "years" int null, "seen_on" date not null, "seen_by_id" uuid not null, "issued_by" varchar(120) null, "declaration_version" int null, "acr" varchar(200) null, "created_at" timestamptz(3) not null, "valid_to" timestamptz(3) null, "reminded_at" timestamptz(3) null, "withdrawn_at" timestamptz(3) null, "withdrawn_by_id" uuid null, "withdrawn_reason" text null, primary key ("tenant_id", "id"));
create index "attestation_tenant_id_person_id_kind_subject_key_index" on "attestation" ("tenant_id", "person_id", "kind", "subject_key");
create index "attestation_tenant_id_valid_to_id_index" on "attestation" ("tenant_id", "valid_to", "id");
alter table "attestation" add constraint "attestation_kind_check" check ("kind" in ('interview', 'course', 'declaration', 'register-extract', 'minimum-age', 'language'));
alter table "attestation" add constraint "attestation_withdrawn_reason_check" check ("withdrawn_reason" in ('mistake', 'not-met', 'outdated', 'own-wish', 'incident'));

create table "audit_event" ("tenant_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "position" int not null, "by" varchar(255) null, "verb" varchar(255) not null, "subject_type" varchar(255) not null, "subject_id" varchar(255) not null, "values" jsonb not null, "previous_hash" varchar(255) not null, "hash" varchar(255) not null, primary key ("tenant_id", "id", "at")) partition by range ("at");
create table "audit_event_default" partition of "audit_event" default;
create index "audit_event_tenant_id_position_index" on "audit_event" ("tenant_id", "position");
create index "audit_event_tenant_id_subject_id_position_index" on "audit_event" ("tenant_id", "subject_id", "position");
create index "audit_event_tenant_id_at_id_index" on "audit_event" ("tenant_id", "at", "id");

create table "audit_head" ("tenant_id" uuid not null, "id" uuid not null, "position" int not null, "hash" varchar(255) not null, primary key ("tenant_id", "id"));

create table "availability" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "from" timestamptz(3) not null, "to" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "availability_tenant_id_person_id_from_id_index" on "availability" ("tenant_id", "person_id", "from", "id");
create index "availability_tenant_id_to_index" on "availability" ("tenant_id", "to");

create table "block" ("tenant_id" uuid not null, "id" uuid not null, "blocker_id" uuid not null, "blocked_id" uuid not null, "way" text not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "block_tenant_id_blocked_id_index" on "block" ("tenant_id", "blocked_id");
alter table "block" add constraint "block_tenant_id_blocker_id_blocked_id_unique" unique ("tenant_id", "blocker_id", "blocked_id");
alter table "block" add constraint "block_way_check" check ("way" in ('offer', 'agreement'));

create table "calendar_feed" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "token_hash" varchar(43) not null, "since" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "calendar_feed" add constraint "calendar_feed_tenant_id_person_id_unique" unique ("tenant_id", "person_id");
alter table "calendar_feed" add constraint "calendar_feed_tenant_id_token_hash_unique" unique ("tenant_id", "token_hash");

create table "caller_text" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "kind" text not null, "at" timestamptz(3) not null, "due_at" timestamptz(3) null, "tries" int not null, primary key ("tenant_id", "id"));
create index "caller_text_tenant_id_due_at_id_index" on "caller_text" ("tenant_id", "due_at", "id");
alter table "caller_text" add constraint "caller_text_tenant_id_request_id_unique" unique ("tenant_id", "request_id");
alter table "caller_text" add constraint "caller_text_kind_check" check ("kind" in ('request.asked', 'request.new', 'request.offered', 'request.expired', 'request.closed', 'agreement.made', 'agreement.noted', 'agreement.started', 'agreement.completed', 'agreement.confirmed', 'agreement.failed', 'agreement.again', 'series.proposed', 'series.begun', 'series.changed', 'series.ended', 'group.applied', 'group.admitted', 'attestation.ending', 'partner-request.new', 'partner-request.closed'));

create table "client" ("tenant_id" uuid not null, "id" uuid not null, "alias" varchar(60) not null, "alias_key" varchar(60) not null, "unit_id" uuid null, "kept_by_id" uuid not null, "person_id" uuid null, "taken_over_at" timestamptz(3) null, "since" timestamptz(3) not null, "version" int not null, primary key ("tenant_id", "id"));
create index "client_tenant_id_alias_key_id_index" on "client" ("tenant_id", "alias_key", "id");
create index "client_tenant_id_person_id_index" on "client" ("tenant_id", "person_id");

create table "client_code" ("tenant_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "purpose" text not null, "consent_id" uuid null, "code_hash" varchar(43) not null, "issued_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "client_code_tenant_id_client_id_purpose_index" on "client_code" ("tenant_id", "client_id", "purpose");
alter table "client_code" add constraint "client_code_tenant_id_code_hash_unique" unique ("tenant_id", "code_hash");
alter table "client_code" add constraint "client_code_purpose_check" check ("purpose" in ('takeover', 'signature'));

create table "consent" ("tenant_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "kind" text not null, "words" varchar(600) null, "document_number" varchar(60) null, "acts" text[] not null, "service_types" text[] not null, "recorded_by_id" uuid not null, "recorded_at" timestamptz(3) not null, "given_at" timestamptz(3) null, "signed_by_id" uuid null, "valid_to" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "consent_tenant_id_client_id_recorded_at_id_index" on "consent" ("tenant_id", "client_id", "recorded_at", "id");
create index "consent_tenant_id_signed_by_id_index" on "consent" ("tenant_id", "signed_by_id");
alter table "consent" add constraint "consent_kind_check" check ("kind" in ('signed', 'spoken', 'mandate'));

create table "contact_point" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "channel" text not null, "sealed" text null, "verified_at" timestamptz(3) null, "code_hash" varchar(43) null, "code_sent_at" timestamptz(3) null, "code_tries" int not null, "codes_sent" int not null, "codes_since" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "contact_point" add constraint "contact_point_tenant_id_person_id_channel_unique" unique ("tenant_id", "person_id", "channel");
alter table "contact_point" add constraint "contact_point_channel_check" check ("channel" in ('email', 'sms'));

create table "federation_conversation" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "key" uuid not null, "about" text not null, "opened_by" text not null, "opened_at" timestamptz(3) not null, "sent_seq" int not null default 0, "sent_hash" varchar(255) null, "received_seq" int not null default 0, "received_hash" varchar(255) null, "handled_hash" varchar(255) null, "leased_until" timestamptz(3) null, "refusal" varchar(255) null, primary key ("tenant_id", "id"));
create index "federation_conversation_tenant_id_partner_id_opene_25af8_index" on "federation_conversation" ("tenant_id", "partner_id", "opened_by", "opened_at");
alter table "federation_conversation" add constraint "federation_conversation_tenant_id_partner_id_key_unique" unique ("tenant_id", "partner_id", "key");
alter table "federation_conversation" add constraint "federation_conversation_about_check" check ("about" in ('partnership', 'request'));
alter table "federation_conversation" add constraint "federation_conversation_opened_by_check" check ("opened_by" in ('us', 'them'));

create table "declaration" ("tenant_id" uuid not null, "id" uuid not null, "version" int not null, "published_at" timestamptz(3) not null, "text" jsonb not null, primary key ("tenant_id", "id"));
alter table "declaration" add constraint "declaration_tenant_id_version_unique" unique ("tenant_id", "version");

create table "delivery" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "sealed" text not null, "line_count" int not null, "contactless" boolean not null, "cap_ore" int null, "forget_at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "delivery_tenant_id_forget_at_index" on "delivery" ("tenant_id", "forget_at");
alter table "delivery" add constraint "delivery_tenant_id_request_id_unique" unique ("tenant_id", "request_id");

create table "flag" ("tenant_id" uuid not null, "id" uuid not null, "case_id" uuid not null, "person_id" uuid null, "kind" text not null, "subject_id" uuid not null, "guideline" varchar(40) not null, "guideline_version" int not null, "sealed" text null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "flag_tenant_id_case_id_at_id_index" on "flag" ("tenant_id", "case_id", "at", "id");
alter table "flag" add constraint "flag_tenant_id_subject_id_person_id_unique" unique ("tenant_id", "subject_id", "person_id");
alter table "flag" add constraint "flag_kind_check" check ("kind" in ('request', 'offer', 'note', 'group'));

create table "follow_up" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "person_id" uuid not null, "side" text not null, "answer" text not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "follow_up" add constraint "follow_up_tenant_id_agreement_id_person_id_unique" unique ("tenant_id", "agreement_id", "person_id");
alter table "follow_up" add constraint "follow_up_side_check" check ("side" in ('asker', 'helper'));
alter table "follow_up" add constraint "follow_up_answer_check" check ("answer" in ('good', 'bad'));

create table "partner_grant" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "wire_id" uuid not null, "we_are" text not null, "service_types" text[] not null, "areas" text[] not null, "per_day" int not null, "preview_fields" text[] not null, "valid_to" timestamptz(3) not null, "purpose" varchar(300) not null, "legal_basis" varchar(300) not null, primary key ("tenant_id", "id"));
alter table "partner_grant" add constraint "partner_grant_tenant_id_partner_id_unique" unique ("tenant_id", "partner_id");
alter table "partner_grant" add constraint "partner_grant_we_are_check" check ("we_are" in ('asker', 'helper'));

create table "group" ("tenant_id" uuid not null, "id" uuid not null, "name" varchar(80) not null, "kind" text not null, "access" text not null, "area" varchar(80) null, "about" varchar(1000) not null, "welcome" varchar(1000) not null, "rules" jsonb not null, "share" int null, "unverified_callers" boolean not null, "created_at" timestamptz(3) not null, "archived_at" timestamptz(3) null, "version" int not null default 1, primary key ("tenant_id", "id"));
create index "group_tenant_id_name_id_index" on "group" ("tenant_id", "name", "id");
alter table "group" add constraint "group_kind_check" check ("kind" in ('need', 'resource', 'both'));
alter table "group" add constraint "group_access_check" check ("access" in ('open', 'approval', 'qualified', 'hidden'));

create table "group_link" ("tenant_id" uuid not null, "id" uuid not null, "need_group_id" uuid not null, "resource_group_id" uuid not null, "service_types" text[] not null, "area" varchar(80) null, "quota_per_week" int null, "version" int not null default 1, primary key ("tenant_id", "id"));
create index "group_link_tenant_id_resource_group_id_index" on "group_link" ("tenant_id", "resource_group_id");
alter table "group_link" add constraint "group_link_tenant_id_need_group_id_resource_group_id_unique" unique ("tenant_id", "need_group_id", "resource_group_id");

create table "group_member" ("tenant_id" uuid not null, "id" uuid not null, "group_id" uuid not null, "person_id" uuid not null, "state" text not null, "leader" boolean not null, "since" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "group_member_tenant_id_person_id_index" on "group_member" ("tenant_id", "person_id");
create index "group_member_tenant_id_group_id_state_since_id_index" on "group_member" ("tenant_id", "group_id", "state", "since", "id");
alter table "group_member" add constraint "group_member_tenant_id_group_id_person_id_unique" unique ("tenant_id", "group_id", "person_id");
alter table "group_member" add constraint "group_member_state_check" check ("state" in ('applied', 'member', 'declined'));

create table "guidelines" ("tenant_id" uuid not null, "id" uuid not null, "version" int not null, "published_at" timestamptz(3) not null, "items" jsonb not null, primary key ("tenant_id", "id"));
alter table "guidelines" add constraint "guidelines_tenant_id_version_unique" unique ("tenant_id", "version");

create table "inbound_message" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "conversation_id" uuid not null, "jti" uuid not null, "seq" int not null, "type" varchar(60) not null, "hash" varchar(255) not null, "sealed" text null, "receipt" text not null, "state" text not null, "failures" int not null default 0, "failure" varchar(120) null, "received_at" timestamptz(3) not null, "next_try_at" timestamptz(3) not null, "remember_until" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "inbound_message_tenant_id_state_next_try_at_index" on "inbound_message" ("tenant_id", "state", "next_try_at");
create index "inbound_message_tenant_id_remember_until_index" on "inbound_message" ("tenant_id", "remember_until");
alter table "inbound_message" add constraint "inbound_message_tenant_id_partner_id_jti_unique" unique ("tenant_id", "partner_id", "jti");
alter table "inbound_message" add constraint "inbound_message_tenant_id_conversation_id_seq_unique" unique ("tenant_id", "conversation_id", "seq");
alter table "inbound_message" add constraint "inbound_message_state_check" check ("state" in ('waiting', 'handled', 'parked'));

create table "incident" ("tenant_id" uuid not null, "id" uuid not null, "kind" text not null, "reported_by_id" uuid not null, "reported_at" timestamptz(3) not null, "happened_at" timestamptz(3) not null, "request_id" uuid null, "agreement_id" uuid null, "sealed" text not null, "state" text not null, "handled_at" timestamptz(3) null, "version" int not null default 1, primary key ("tenant_id", "id"));
create index "incident_tenant_id_reported_at_id_index" on "incident" ("tenant_id", "reported_at", "id");
create index "incident_tenant_id_reported_by_id_reported_at_id_index" on "incident" ("tenant_id", "reported_by_id", "reported_at", "id");
alter table "incident" add constraint "incident_kind_check" check ("kind" in ('incident', 'near-miss'));
alter table "incident" add constraint "incident_state_check" check ("state" in ('open', 'looked-at', 'closed'));

create table "invitation" ("tenant_id" uuid not null, "id" uuid not null, "token_hash" varchar(43) not null, "role" text not null, "group_id" uuid null, "leader" boolean not null, "issued_by_id" uuid null, "issued_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "invitation_tenant_id_issued_at_id_index" on "invitation" ("tenant_id", "issued_at", "id");
alter table "invitation" add constraint "invitation_tenant_id_token_hash_unique" unique ("tenant_id", "token_hash");
alter table "invitation" add constraint "invitation_role_check" check ("role" in ('administrator', 'coordinator', 'staff', 'member', 'resident'));

create table "issuer" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "days" int not null, "since" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "issuer" add constraint "issuer_tenant_id_partner_id_unique" unique ("tenant_id", "partner_id");

create table "protection" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid null, "client_id" uuid null, "sealed" text not null, primary key ("tenant_id", "id"));
alter table "protection" add constraint "protection_tenant_id_person_id_unique" unique ("tenant_id", "person_id");
alter table "protection" add constraint "protection_tenant_id_client_id_unique" unique ("tenant_id", "client_id");

create table "logo_picture" ("tenant_id" uuid not null, "id" uuid not null, "place" text not null, "hash" varchar(16) not null, "type" varchar(20) not null, "content" bytea not null, primary key ("tenant_id", "id"));
create index "logo_picture_tenant_id_hash_index" on "logo_picture" ("tenant_id", "hash");
alter table "logo_picture" add constraint "logo_picture_tenant_id_place_unique" unique ("tenant_id", "place");
alter table "logo_picture" add constraint "logo_picture_place_check" check ("place" in ('header', 'icon-192', 'icon-512', 'icon-maskable'));

create table "membership" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "role" text not null, "unit_id" uuid null, "since" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "membership_tenant_id_person_id_index" on "membership" ("tenant_id", "person_id");
create index "membership_tenant_id_role_person_id_index" on "membership" ("tenant_id", "role", "person_id");
alter table "membership" add constraint "membership_role_check" check ("role" in ('administrator', 'coordinator', 'staff', 'member', 'resident'));

create table "moderation_case" ("tenant_id" uuid not null, "id" uuid not null, "kind" text not null, "subject_id" uuid not null, "waiting_for" uuid null, "author_ids" uuid[] not null, "administrators_only" boolean not null, "sealed" text not null, "state" text not null, "opened_at" timestamptz(3) not null, "decision" text null, "guideline" varchar(40) null, "guideline_version" int null, "decided_by_id" uuid null, "decided_at" timestamptz(3) null, "appeal_until" timestamptz(3) null, "appealed_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "forget_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "moderation_case_tenant_id_opened_at_id_index" on "moderation_case" ("tenant_id", "opened_at", "id");
create index "moderation_case_tenant_id_forget_at_index" on "moderation_case" ("tenant_id", "forget_at");
alter table "moderation_case" add constraint "moderation_case_tenant_id_waiting_for_unique" unique ("tenant_id", "waiting_for");
alter table "moderation_case" add constraint "moderation_case_kind_check" check ("kind" in ('request', 'offer', 'note', 'group'));
alter table "moderation_case" add constraint "moderation_case_state_check" check ("state" in ('waiting', 'decided', 'appealed', 'closed'));
alter table "moderation_case" add constraint "moderation_case_decision_check" check ("decision" in ('keep', 'hide', 'remove'));

create table "note" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "author_id" uuid null, "side" text not null, "sealed" text not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "note_tenant_id_agreement_id_at_id_index" on "note" ("tenant_id", "agreement_id", "at", "id");
alter table "note" add constraint "note_side_check" check ("side" in ('asker', 'helper'));

create table "notice" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "kind" text not null, "subject_id" uuid not null, "at" timestamptz(3) not null, "seen_at" timestamptz(3) null, "due_at" timestamptz(3) null, "tries" int not null, "owed" text[] null, primary key ("tenant_id", "id"));
create index "notice_tenant_id_person_id_at_id_index" on "notice" ("tenant_id", "person_id", "at", "id");
create index "notice_tenant_id_at_index" on "notice" ("tenant_id", "at");
create index "notice_tenant_id_due_at_person_id_index" on "notice" ("tenant_id", "due_at", "person_id") where due_at is not null;
alter table "notice" add constraint "notice_tenant_id_subject_id_kind_person_id_unique" unique ("tenant_id", "subject_id", "kind", "person_id");
alter table "notice" add constraint "notice_kind_check" check ("kind" in ('request.asked', 'request.new', 'request.offered', 'request.expired', 'request.closed', 'agreement.made', 'agreement.noted', 'agreement.started', 'agreement.completed', 'agreement.confirmed', 'agreement.failed', 'agreement.again', 'series.proposed', 'series.begun', 'series.changed', 'series.ended', 'group.applied', 'group.admitted', 'attestation.ending', 'partner-request.new', 'partner-request.closed'));
alter table "notice" add constraint "notice_owed_check" check ("owed" <@ array['push'::text, 'email'::text, 'sms'::text]);

create table "notice_settings" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "quiet_from" int not null, "quiet_to" int not null, "digest_at" int null, "paused_until" timestamptz(3) null, "on_duty_until" timestamptz(3) null, "goes_to" text[] null, "say_what" boolean not null, "choices" jsonb not null, primary key ("tenant_id", "id"));
alter table "notice_settings" add constraint "notice_settings_tenant_id_person_id_unique" unique ("tenant_id", "person_id");

create table "occasion" ("tenant_id" uuid not null, "id" uuid not null, "series_id" uuid not null, "day" varchar(10) not null, "state" text not null, "quiet" boolean not null, "request_id" uuid null, "agreement_id" uuid null, primary key ("tenant_id", "id"));
create index "occasion_tenant_id_request_id_index" on "occasion" ("tenant_id", "request_id");
create index "occasion_tenant_id_agreement_id_index" on "occasion" ("tenant_id", "agreement_id");
alter table "occasion" add constraint "occasion_tenant_id_series_id_day_unique" unique ("tenant_id", "series_id", "day");
alter table "occasion" add constraint "occasion_state_check" check ("state" in ('made', 'others', 'skipped', 'missed'));

create table "offer" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "helper_id" uuid not null, "note" varchar(500) null, "state" text not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "offer_tenant_id_helper_id_at_request_id_index" on "offer" ("tenant_id", "helper_id", "at", "request_id");
alter table "offer" add constraint "offer_tenant_id_request_id_helper_id_unique" unique ("tenant_id", "request_id", "helper_id");
alter table "offer" add constraint "offer_state_check" check ("state" in ('waiting', 'accepted', 'declined', 'withdrawn'));

create table "offer_company" ("tenant_id" uuid not null, "id" uuid not null, "offer_id" uuid not null, "client_id" uuid not null, "consent_id" uuid not null, "form" text not null, primary key ("tenant_id", "id"));
create index "offer_company_tenant_id_client_id_index" on "offer_company" ("tenant_id", "client_id");
alter table "offer_company" add constraint "offer_company_tenant_id_offer_id_client_id_unique" unique ("tenant_id", "offer_id", "client_id");
alter table "offer_company" add constraint "offer_company_form_check" check ("form" in ('good', 'so-so', 'stays-home'));

create table "outbound_message" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "conversation_id" uuid not null, "jti" uuid not null, "seq" int not null, "type" varchar(60) not null, "hash" varchar(255) not null, "prev" varchar(255) null, "seen" varchar(255) null, "sealed" text null, "state" text not null, "tries" int not null default 0, "created_at" timestamptz(3) not null, "next_try_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "settled_at" timestamptz(3) null, "code" varchar(60) null, primary key ("tenant_id", "id"));
create index "outbound_message_tenant_id_conversation_id_seq_index" on "outbound_message" ("tenant_id", "conversation_id", "seq");
create index "outbound_message_tenant_id_state_next_try_at_index" on "outbound_message" ("tenant_id", "state", "next_try_at");
create index "outbound_message_tenant_id_state_expires_at_index" on "outbound_message" ("tenant_id", "state", "expires_at");
alter table "outbound_message" add constraint "outbound_message_state_check" check ("state" in ('waiting', 'delivered', 'refused', 'expired'));

create table "partner" ("tenant_id" uuid not null, "id" uuid not null, "peer" uuid not null, "name" varchar(120) not null, "kind" text not null, "origin" varchar(200) not null, "state" text not null, "suspended_by" text null, "words" text[] not null, "agreement" jsonb not null, "conversation" uuid not null, "our_address" varchar(160) null, "function_addresses" text[] not null, "since" timestamptz(3) null, "ended_at" timestamptz(3) null, "waiting_since" timestamptz(3) null, "retry_at" timestamptz(3) null, "failures" int not null default 0, "changed_at" timestamptz(3) not null, "version" int not null default 1, primary key ("tenant_id", "id"));
create index "partner_tenant_id_peer_index" on "partner" ("tenant_id", "peer");
alter table "partner" add constraint "partner_tenant_id_conversation_unique" unique ("tenant_id", "conversation");
alter table "partner" add constraint "partner_kind_check" check ("kind" in ('municipality', 'association'));
alter table "partner" add constraint "partner_state_check" check ("state" in ('pending', 'active', 'suspended', 'ended'));
alter table "partner" add constraint "partner_suspended_by_check" check ("suspended_by" in ('us', 'them', 'both'));

create table "partner_invitation" ("tenant_id" uuid not null, "id" uuid not null, "token_hash" varchar(255) not null, "sealed_ticket" text not null, "words" text[] not null, "we_are" text not null, "grant" jsonb not null, "our_address" varchar(160) null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("tenant_id", "id"));
alter table "partner_invitation" add constraint "partner_invitation_tenant_id_token_hash_unique" unique ("tenant_id", "token_hash");
alter table "partner_invitation" add constraint "partner_invitation_we_are_check" check ("we_are" in ('asker', 'helper'));

create table "partner_key" ("tenant_id" uuid not null, "id" uuid not null, "partner_id" uuid not null, "kid" varchar(255) not null, "use" text not null, "x" varchar(255) not null, "valid_from" timestamptz(3) not null, "valid_to" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "partner_key_tenant_id_kid_index" on "partner_key" ("tenant_id", "kid");
alter table "partner_key" add constraint "partner_key_tenant_id_partner_id_kid_unique" unique ("tenant_id", "partner_id", "kid");
alter table "partner_key" add constraint "partner_key_use_check" check ("use" in ('sig', 'enc'));

create table "partner_offer" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "partner_id" uuid not null, "conversation" uuid not null, "state" text not null, "function_address" varchar(160) null, "head_count" int null, "accepted_at" timestamptz(3) null, "decline_code" varchar(60) null, "offered_at" timestamptz(3) not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "partner_offer_tenant_id_request_id_index" on "partner_offer" ("tenant_id", "request_id");
create index "partner_offer_tenant_id_partner_id_state_index" on "partner_offer" ("tenant_id", "partner_id", "state");
alter table "partner_offer" add constraint "partner_offer_tenant_id_partner_id_conversation_unique" unique ("tenant_id", "partner_id", "conversation");
alter table "partner_offer" add constraint "partner_offer_state_check" check ("state" in ('offered', 'accepted', 'inProgress', 'completed', 'declined', 'withdrawn', 'taken', 'expired', 'failed', 'notDelivered'));

create table "passport_question" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "nonce" varchar(43) not null, "asked_at" timestamptz(3) not null, primary key ("tenant_id", "id"));
alter table "passport_question" add constraint "passport_question_tenant_id_person_id_unique" unique ("tenant_id", "person_id");

create table "person" ("tenant_id" uuid not null, "id" uuid not null, "door" text not null, "subject" varchar(255) null, "number_hash" varchar(120) null, "display_name" varchar(120) not null, "name_key" varchar(120) not null, "locale" text not null, "area" varchar(80) null, "joined_at" timestamptz(3) not null, "left_at" timestamptz(3) null, primary key ("tenant_id", "id"));
create index "person_tenant_id_name_key_id_index" on "person" ("tenant_id", "name_key", "id");
alter table "person" add constraint "person_tenant_id_door_subject_unique" unique ("tenant_id", "door", "subject");
alter table "person" add constraint "person_tenant_id_door_number_hash_unique" unique ("tenant_id", "door", "number_hash");
alter table "person" add constraint "person_door_check" check ("door" in ('resident', 'staff', 'member'));
alter table "person" add constraint "person_locale_check" check ("locale" in ('sv', 'sv-simple', 'en', 'ar'));

create table "purchase" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "sealed_cost" text null, "sealed_photo" text null, "has_photo" boolean not null, "forget_at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "purchase_tenant_id_forget_at_index" on "purchase" ("tenant_id", "forget_at");
alter table "purchase" add constraint "purchase_tenant_id_agreement_id_unique" unique ("tenant_id", "agreement_id");

create table "push_identity_key" ("tenant_id" uuid not null, "id" uuid not null, "public_key" varchar(100) not null, "sealed" text not null, primary key ("tenant_id", "id"));

create table "push_subscription" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "mark" varchar(43) not null, "sealed" text not null, "created_at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "push_subscription_tenant_id_person_id_created_at_id_index" on "push_subscription" ("tenant_id", "person_id", "created_at", "id");
alter table "push_subscription" add constraint "push_subscription_tenant_id_mark_unique" unique ("tenant_id", "mark");

create table "receipt" ("tenant_id" uuid not null, "id" uuid not null, "number" int not null, "at" timestamptz(3) not null, "direction" text not null, "partner_id" uuid not null, "peer" uuid not null, "partner_name" varchar(120) not null, "type" varchar(60) not null, "conversation" uuid not null, "jti" uuid not null, "receipt" text not null, "previous" varchar(255) null, "hash" varchar(255) not null, primary key ("tenant_id", "id"));
create index "receipt_tenant_id_partner_id_number_index" on "receipt" ("tenant_id", "partner_id", "number");
create index "receipt_tenant_id_conversation_number_index" on "receipt" ("tenant_id", "conversation", "number");
alter table "receipt" add constraint "receipt_tenant_id_number_unique" unique ("tenant_id", "number");
alter table "receipt" add constraint "receipt_direction_check" check ("direction" in ('sent', 'received'));

create table "receipt_head" ("tenant_id" uuid not null, "id" uuid not null, "number" int not null default 0, "hash" varchar(255) null, primary key ("tenant_id", "id"));

create table "remembered_answer" ("tenant_id" uuid not null, "id" uuid not null, "key" varchar(255) not null, "question" varchar(255) not null, "status" int null, "body" jsonb null, "at" timestamptz not null, primary key ("tenant_id", "id"));
create index "remembered_answer_tenant_id_at_index" on "remembered_answer" ("tenant_id", "at");
alter table "remembered_answer" add constraint "remembered_answer_tenant_id_key_unique" unique ("tenant_id", "key");

create table "request" ("tenant_id" uuid not null, "id" uuid not null, "number" int not null, "service_type" text not null, "text" varchar(1000) not null, "area" varchar(80) null, "from" timestamptz(3) null, "to" timestamptz(3) null, "head_count" int not null, "state" text not null, "ask" boolean not null, "matching" text not null, "posted_by_id" uuid not null, "of_organisation" boolean not null, "unit_id" uuid null, "alias" varchar(60) null, "client_id" uuid null, "consent_id" uuid null, "for_person_id" uuid null, "source_partner_name" varchar(120) null, "source_request_id" uuid null, "called_in" text null, "tell_by" text null, "protection" text null, "group_ids" uuid[] not null, "members_of_ids" uuid[] not null, "leaders_of_ids" uuid[] not null, "quiet" boolean not null, "turn_ids" uuid[] not null, "invites" int null, "next_wave_at" timestamptz(3) null, "answer_by" timestamptz(3) not null, "unanswered" boolean not null, "partner_ids" uuid[] not null, "offered_by_ids" uuid[] not null, "helper_ids" uuid[] not null, "agreement_id" uuid null, "created_at" timestamptz(3) not null, "posted_at" timestamptz(3) null, "announced_at" timestamptz(3) null, "expires_at" timestamptz(3) not null, "version" int not null, primary key ("tenant_id", "id"));
create index "request_tenant_id_posted_by_id_created_at_id_index" on "request" ("tenant_id", "posted_by_id", "created_at", "id");
create index "request_tenant_id_for_person_id_created_at_id_index" on "request" ("tenant_id", "for_person_id", "created_at", "id") where for_person_id is not null;
create index "request_tenant_id_client_id_index" on "request" ("tenant_id", "client_id") where client_id is not null;
create index "request_tenant_id_created_at_id_index" on "request" ("tenant_id", "created_at", "id") where of_organisation;
create index "request_tenant_id_unit_id_created_at_id_index" on "request" ("tenant_id", "unit_id", "created_at", "id") where unit_id is not null;
create index "request_tenant_id_state_expires_at_index" on "request" ("tenant_id", "state", "expires_at");
create index "request_tenant_id_state_next_wave_at_index" on "request" ("tenant_id", "state", "next_wave_at") where next_wave_at is not null;
create index "request_tenant_id_unanswered_state_posted_at_id_index" on "request" ("tenant_id", "unanswered", "state", "posted_at", "id");
create index "request_tenant_id_source_request_id_index" on "request" ("tenant_id", "source_request_id") where source_request_id is not null;
create index "request_tenant_id_state_id_index" on "request" ("tenant_id", "state", "id") where announced_at is null and state = 'open';
alter table "request" add constraint "request_tenant_id_number_unique" unique ("tenant_id", "number");
alter table "request" add constraint "request_service_type_check" check ("service_type" in ('practical', 'accompany', 'social', 'language', 'homework', 'delivery', 'staffing'));
alter table "request" add constraint "request_state_check" check ("state" in ('draft', 'open', 'agreed', 'inProgress', 'completed', 'confirmed', 'withdrawn', 'expired'));
alter table "request" add constraint "request_matching_check" check ("matching" in ('asker-chooses', 'first-come'));
alter table "request" add constraint "request_called_in_check" check ("called_in" in ('shown', 'unshown'));
alter table "request" add constraint "request_tell_by_check" check ("tell_by" in ('call', 'sms', 'letter'));

create table "request_audience" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "group_id" uuid not null, "leaders_only" boolean not null, "open" boolean not null, "asker_id" uuid not null, "posted_at" timestamptz(3) not null, "answer_by" timestamptz(3) not null, "service_type" text not null, "area" varchar(80) null, primary key ("tenant_id", "id"));
create index "request_audience_tenant_id_group_id_answer_by_request_id_index" on "request_audience" ("tenant_id", "group_id", "answer_by", "request_id") where open;
create index "request_audience_tenant_id_group_id_area_answer_by_f951a_index" on "request_audience" ("tenant_id", "group_id", "area", "answer_by", "request_id") where open and area is not null;
create index "request_audience_tenant_id_group_id_posted_at_index" on "request_audience" ("tenant_id", "group_id", "posted_at");
alter table "request_audience" add constraint "request_audience_tenant_id_request_id_group_id_unique" unique ("tenant_id", "request_id", "group_id");
alter table "request_audience" add constraint "request_audience_service_type_check" check ("service_type" in ('practical', 'accompany', 'social', 'language', 'homework', 'delivery', 'staffing'));

create table "request_details" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "sealed" text not null, primary key ("tenant_id", "id"));
alter table "request_details" add constraint "request_details_tenant_id_request_id_unique" unique ("tenant_id", "request_id");

create table "request_turn" ("tenant_id" uuid not null, "id" uuid not null, "request_id" uuid not null, "helper_id" uuid not null, "at" timestamptz(3) not null, "passed" boolean not null, "open" boolean not null, "answer_by" timestamptz(3) not null, "service_type" text not null, "area" varchar(80) null, primary key ("tenant_id", "id"));
create index "request_turn_tenant_id_helper_id_answer_by_request_id_index" on "request_turn" ("tenant_id", "helper_id", "answer_by", "request_id") where open;
create index "request_turn_tenant_id_helper_id_at_index" on "request_turn" ("tenant_id", "helper_id", "at");
alter table "request_turn" add constraint "request_turn_tenant_id_request_id_helper_id_unique" unique ("tenant_id", "request_id", "helper_id");
alter table "request_turn" add constraint "request_turn_service_type_check" check ("service_type" in ('practical', 'accompany', 'social', 'language', 'homework', 'delivery', 'staffing'));

create table "requirement" ("tenant_id" uuid not null, "id" uuid not null, "group_id" uuid not null, "service_type" text not null, "purpose" text not null, "kind" text not null, "subject" varchar(80) not null, "subject_key" varchar(80) not null, "years" int null, "valid_months" int null, primary key ("tenant_id", "id"));
alter table "requirement" add constraint "requirement_tenant_id_group_id_service_type_purpo_12a3d_unique" unique ("tenant_id", "group_id", "service_type", "purpose", "kind", "subject_key");
alter table "requirement" add constraint "requirement_service_type_check" check ("service_type" in ('practical', 'accompany', 'social', 'language', 'homework', 'delivery', 'staffing'));
alter table "requirement" add constraint "requirement_purpose_check" check ("purpose" in ('ask', 'help'));
alter table "requirement" add constraint "requirement_kind_check" check ("kind" in ('interview', 'course', 'declaration', 'register-extract', 'minimum-age', 'language'));

create table "series" ("tenant_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "asker_id" uuid not null, "helper_id" uuid not null, "state" text not null, "proposed_by" text not null, "rhythm" text not null, "first_on" varchar(10) not null, "until" varchar(10) not null, "minute" int not null, "lasts" int not null, "next_on" varchar(10) null, "next_at" timestamptz(3) null, "proposed_at" timestamptz(3) not null, "version" int not null, primary key ("tenant_id", "id"));
create index "series_tenant_id_agreement_id_index" on "series" ("tenant_id", "agreement_id");
create index "series_tenant_id_asker_id_proposed_at_id_index" on "series" ("tenant_id", "asker_id", "proposed_at", "id");
create index "series_tenant_id_helper_id_proposed_at_id_index" on "series" ("tenant_id", "helper_id", "proposed_at", "id");
create index "series_tenant_id_state_next_at_index" on "series" ("tenant_id", "state", "next_at");
alter table "series" add constraint "series_state_check" check ("state" in ('proposed', 'running', 'ended'));
alter table "series" add constraint "series_proposed_by_check" check ("proposed_by" in ('asker', 'helper'));
alter table "series" add constraint "series_rhythm_check" check ("rhythm" in ('weekly', 'every-other-week', 'monthly'));

create table "shown_attestation" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "issuer_id" uuid not null, "holder" varchar(120) not null, "holder_key" varchar(43) not null, "kind" text not null, "subject" varchar(80) not null, "subject_key" varchar(80) not null, "years" int null, "seen_on" date not null, "proven_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "shown_at" timestamptz(3) not null, "state" text not null, "decided_by_id" uuid null, "attestation_id" uuid null, primary key ("tenant_id", "id"));
create index "shown_attestation_tenant_id_state_shown_at_id_index" on "shown_attestation" ("tenant_id", "state", "shown_at", "id");
create index "shown_attestation_tenant_id_attestation_id_index" on "shown_attestation" ("tenant_id", "attestation_id");
alter table "shown_attestation" add constraint "shown_attestation_tenant_id_holder_key_kind_subject_key_unique" unique ("tenant_id", "holder_key", "kind", "subject_key");
alter table "shown_attestation" add constraint "shown_attestation_tenant_id_person_id_issuer_id_k_84cdf_unique" unique ("tenant_id", "person_id", "issuer_id", "kind", "subject_key");
alter table "shown_attestation" add constraint "shown_attestation_kind_check" check ("kind" in ('interview', 'course', 'declaration', 'register-extract', 'minimum-age', 'language'));
alter table "shown_attestation" add constraint "shown_attestation_state_check" check ("state" in ('waiting', 'accepted', 'declined'));

create table "standing_offer" ("tenant_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "text" varchar(300) not null, "area" varchar(80) null, "weekday" int not null, "minute" int not null, "lasts" int not null, "group_ids" uuid[] not null, "at_once" int not null, "paused" boolean not null, "until" timestamptz(3) not null, "waiting_since" timestamptz(3) not null, "created_at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "standing_offer_tenant_id_person_id_created_at_id_index" on "standing_offer" ("tenant_id", "person_id", "created_at", "id");
create index "standing_offer_tenant_id_waiting_since_id_index" on "standing_offer" ("tenant_id", "waiting_since", "id");
create index "standing_offer_tenant_id_until_index" on "standing_offer" ("tenant_id", "until");

create table "standing_offer_taking" ("tenant_id" uuid not null, "id" uuid not null, "standing_offer_id" uuid not null, "request_id" uuid not null, "at" timestamptz(3) not null, primary key ("tenant_id", "id"));
create index "standing_offer_taking_tenant_id_standing_offer_id__ceec4_index" on "standing_offer_taking" ("tenant_id", "standing_offer_id", "request_id");
create index "standing_offer_taking_tenant_id_request_id_index" on "standing_offer_taking" ("tenant_id", "request_id");

create table "tenant_key" ("tenant_id" uuid not null, "id" uuid not null, "kid" varchar(255) not null, "use" text not null, "x" varchar(255) not null, "sealed" text not null, "valid_from" timestamptz(3) not null, "valid_to" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("tenant_id", "id"));
alter table "tenant_key" add constraint "tenant_key_tenant_id_kid_unique" unique ("tenant_id", "kid");
alter table "tenant_key" add constraint "tenant_key_use_check" check ("use" in ('sig', 'enc'));

create table "tenant_profile" ("tenant_id" uuid not null, "id" uuid not null, "name" varchar(120) not null, "org_number" varchar(10) null, "colour" varchar(7) not null, "phone" varchar(40) null, "email" varchar(200) null, "about" varchar(2000) null, "areas" text[] not null, "sign_in" text[] not null, "usual_asks" text[] not null, "version" int not null default 1, primary key ("tenant_id", "id"));

create table "terms" ("tenant_id" uuid not null, "id" uuid not null, "version" int not null, "published_at" timestamptz(3) not null, "text" jsonb not null, primary key ("tenant_id", "id"));
alter table "terms" add constraint "terms_tenant_id_version_unique" unique ("tenant_id", "version");

create table "unit" ("tenant_id" uuid not null, "id" uuid not null, "name" varchar(80) not null, "function_address" varchar(160) not null, "version" int not null default 1, primary key ("tenant_id", "id"));
alter table "unit" add constraint "unit_tenant_id_name_unique" unique ("tenant_id", "name");
alter table "unit" add constraint "unit_tenant_id_function_address_unique" unique ("tenant_id", "function_address");

alter table "terms_acceptance" enable row level security;
alter table "terms_acceptance" force row level security;
create policy "tenant_guard" on "terms_acceptance" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "terms_acceptance" using (true) with check (true);
alter table "access_entry" enable row level security;
alter table "access_entry" force row level security;
create policy "tenant_guard" on "access_entry" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "access_entry" using (true) with check (true);
alter table "again" enable row level security;
alter table "again" force row level security;
create policy "tenant_guard" on "again" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "again" using (true) with check (true);
alter table "agreement" enable row level security;
alter table "agreement" force row level security;
create policy "tenant_guard" on "agreement" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "agreement" using (true) with check (true);
alter table "agreement_helper" enable row level security;
alter table "agreement_helper" force row level security;
create policy "tenant_guard" on "agreement_helper" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "agreement_helper" using (true) with check (true);
alter table "attestation" enable row level security;
alter table "attestation" force row level security;
create policy "tenant_guard" on "attestation" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "attestation" using (true) with check (true);
alter table "audit_event" enable row level security;
alter table "audit_event" force row level security;
create policy "tenant_guard" on "audit_event" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "audit_event" using (true) with check (true);
alter table "audit_head" enable row level security;
alter table "audit_head" force row level security;
create policy "tenant_guard" on "audit_head" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "audit_head" using (true) with check (true);
alter table "availability" enable row level security;
alter table "availability" force row level security;
create policy "tenant_guard" on "availability" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "availability" using (true) with check (true);
alter table "block" enable row level security;
alter table "block" force row level security;
create policy "tenant_guard" on "block" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "block" using (true) with check (true);
alter table "calendar_feed" enable row level security;
alter table "calendar_feed" force row level security;
create policy "tenant_guard" on "calendar_feed" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "calendar_feed" using (true) with check (true);
alter table "caller_text" enable row level security;
alter table "caller_text" force row level security;
create policy "tenant_guard" on "caller_text" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "caller_text" using (true) with check (true);
alter table "client" enable row level security;
alter table "client" force row level security;
create policy "tenant_guard" on "client" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "client" using (true) with check (true);
alter table "client_code" enable row level security;
alter table "client_code" force row level security;
create policy "tenant_guard" on "client_code" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "client_code" using (true) with check (true);
alter table "consent" enable row level security;
alter table "consent" force row level security;
create policy "tenant_guard" on "consent" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "consent" using (true) with check (true);
alter table "contact_point" enable row level security;
alter table "contact_point" force row level security;
create policy "tenant_guard" on "contact_point" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "contact_point" using (true) with check (true);
alter table "federation_conversation" enable row level security;
alter table "federation_conversation" force row level security;
create policy "tenant_guard" on "federation_conversation" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "federation_conversation" using (true) with check (true);
alter table "declaration" enable row level security;
alter table "declaration" force row level security;
create policy "tenant_guard" on "declaration" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "declaration" using (true) with check (true);
alter table "delivery" enable row level security;
alter table "delivery" force row level security;
create policy "tenant_guard" on "delivery" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "delivery" using (true) with check (true);
alter table "flag" enable row level security;
alter table "flag" force row level security;
create policy "tenant_guard" on "flag" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "flag" using (true) with check (true);
alter table "follow_up" enable row level security;
alter table "follow_up" force row level security;
create policy "tenant_guard" on "follow_up" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "follow_up" using (true) with check (true);
alter table "partner_grant" enable row level security;
alter table "partner_grant" force row level security;
create policy "tenant_guard" on "partner_grant" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "partner_grant" using (true) with check (true);
alter table "group" enable row level security;
alter table "group" force row level security;
create policy "tenant_guard" on "group" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "group" using (true) with check (true);
alter table "group_link" enable row level security;
alter table "group_link" force row level security;
create policy "tenant_guard" on "group_link" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "group_link" using (true) with check (true);
alter table "group_member" enable row level security;
alter table "group_member" force row level security;
create policy "tenant_guard" on "group_member" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "group_member" using (true) with check (true);
alter table "guidelines" enable row level security;
alter table "guidelines" force row level security;
create policy "tenant_guard" on "guidelines" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "guidelines" using (true) with check (true);
alter table "inbound_message" enable row level security;
alter table "inbound_message" force row level security;
create policy "tenant_guard" on "inbound_message" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "inbound_message" using (true) with check (true);
alter table "incident" enable row level security;
alter table "incident" force row level security;
create policy "tenant_guard" on "incident" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "incident" using (true) with check (true);
alter table "invitation" enable row level security;
alter table "invitation" force row level security;
create policy "tenant_guard" on "invitation" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "invitation" using (true) with check (true);
alter table "issuer" enable row level security;
alter table "issuer" force row level security;
create policy "tenant_guard" on "issuer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "issuer" using (true) with check (true);
alter table "protection" enable row level security;
alter table "protection" force row level security;
create policy "tenant_guard" on "protection" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "protection" using (true) with check (true);
alter table "logo_picture" enable row level security;
alter table "logo_picture" force row level security;
create policy "tenant_guard" on "logo_picture" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "logo_picture" using (true) with check (true);
alter table "membership" enable row level security;
alter table "membership" force row level security;
create policy "tenant_guard" on "membership" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "membership" using (true) with check (true);
alter table "moderation_case" enable row level security;
alter table "moderation_case" force row level security;
create policy "tenant_guard" on "moderation_case" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "moderation_case" using (true) with check (true);
alter table "note" enable row level security;
alter table "note" force row level security;
create policy "tenant_guard" on "note" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "note" using (true) with check (true);
alter table "notice" enable row level security;
alter table "notice" force row level security;
create policy "tenant_guard" on "notice" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "notice" using (true) with check (true);
alter table "notice_settings" enable row level security;
alter table "notice_settings" force row level security;
create policy "tenant_guard" on "notice_settings" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "notice_settings" using (true) with check (true);
alter table "occasion" enable row level security;
alter table "occasion" force row level security;
create policy "tenant_guard" on "occasion" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "occasion" using (true) with check (true);
alter table "offer" enable row level security;
alter table "offer" force row level security;
create policy "tenant_guard" on "offer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "offer" using (true) with check (true);
alter table "offer_company" enable row level security;
alter table "offer_company" force row level security;
create policy "tenant_guard" on "offer_company" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "offer_company" using (true) with check (true);
alter table "outbound_message" enable row level security;
alter table "outbound_message" force row level security;
create policy "tenant_guard" on "outbound_message" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "outbound_message" using (true) with check (true);
alter table "partner" enable row level security;
alter table "partner" force row level security;
create policy "tenant_guard" on "partner" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "partner" using (true) with check (true);
alter table "partner_invitation" enable row level security;
alter table "partner_invitation" force row level security;
create policy "tenant_guard" on "partner_invitation" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "partner_invitation" using (true) with check (true);
alter table "partner_key" enable row level security;
alter table "partner_key" force row level security;
create policy "tenant_guard" on "partner_key" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "partner_key" using (true) with check (true);
alter table "partner_offer" enable row level security;
alter table "partner_offer" force row level security;
create policy "tenant_guard" on "partner_offer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "partner_offer" using (true) with check (true);
alter table "passport_question" enable row level security;
alter table "passport_question" force row level security;
create policy "tenant_guard" on "passport_question" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "passport_question" using (true) with check (true);
alter table "person" enable row level security;
alter table "person" force row level security;
create policy "tenant_guard" on "person" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "person" using (true) with check (true);
alter table "purchase" enable row level security;
alter table "purchase" force row level security;
create policy "tenant_guard" on "purchase" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "purchase" using (true) with check (true);
alter table "push_identity_key" enable row level security;
alter table "push_identity_key" force row level security;
create policy "tenant_guard" on "push_identity_key" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "push_identity_key" using (true) with check (true);
alter table "push_subscription" enable row level security;
alter table "push_subscription" force row level security;
create policy "tenant_guard" on "push_subscription" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "push_subscription" using (true) with check (true);
alter table "receipt" enable row level security;
alter table "receipt" force row level security;
create policy "tenant_guard" on "receipt" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "receipt" using (true) with check (true);
alter table "receipt_head" enable row level security;
alter table "receipt_head" force row level security;
create policy "tenant_guard" on "receipt_head" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "receipt_head" using (true) with check (true);
alter table "remembered_answer" enable row level security;
alter table "remembered_answer" force row level security;
create policy "tenant_guard" on "remembered_answer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "remembered_answer" using (true) with check (true);
alter table "request" enable row level security;
alter table "request" force row level security;
create policy "tenant_guard" on "request" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "request" using (true) with check (true);
alter table "request_audience" enable row level security;
alter table "request_audience" force row level security;
create policy "tenant_guard" on "request_audience" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "request_audience" using (true) with check (true);
alter table "request_details" enable row level security;
alter table "request_details" force row level security;
create policy "tenant_guard" on "request_details" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "request_details" using (true) with check (true);
alter table "request_turn" enable row level security;
alter table "request_turn" force row level security;
create policy "tenant_guard" on "request_turn" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "request_turn" using (true) with check (true);
alter table "requirement" enable row level security;
alter table "requirement" force row level security;
create policy "tenant_guard" on "requirement" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "requirement" using (true) with check (true);
alter table "series" enable row level security;
alter table "series" force row level security;
create policy "tenant_guard" on "series" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "series" using (true) with check (true);
alter table "shown_attestation" enable row level security;
alter table "shown_attestation" force row level security;
create policy "tenant_guard" on "shown_attestation" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "shown_attestation" using (true) with check (true);
alter table "standing_offer" enable row level security;
alter table "standing_offer" force row level security;
create policy "tenant_guard" on "standing_offer" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "standing_offer" using (true) with check (true);
alter table "standing_offer_taking" enable row level security;
alter table "standing_offer_taking" force row level security;
create policy "tenant_guard" on "standing_offer_taking" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "standing_offer_taking" using (true) with check (true);
alter table "tenant_key" enable row level security;
alter table "tenant_key" force row level security;
create policy "tenant_guard" on "tenant_key" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "tenant_key" using (true) with check (true);
alter table "tenant_profile" enable row level security;
alter table "tenant_profile" force row level security;
create policy "tenant_guard" on "tenant_profile" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "tenant_profile" using (true) with check (true);
alter table "terms" enable row level security;
alter table "terms" force row level security;
create policy "tenant_guard" on "terms" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "terms" using (true) with check (true);
alter table "unit" enable row level security;
alter table "unit" force row level security;
create policy "tenant_guard" on "unit" as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy "tenant_rows" on "unit" using (true) with check (true);

alter table "standing_offer_taking" add constraint "standing_offer_taking_standing_offer_id_foreign" foreign key ("tenant_id", "standing_offer_id") references "standing_offer" ("tenant_id", "id") on update no action on delete cascade;
alter table "standing_offer_taking" add constraint "standing_offer_taking_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "standing_offer" add constraint "standing_offer_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "shown_attestation" add constraint "shown_attestation_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "shown_attestation" add constraint "shown_attestation_issuer_id_foreign" foreign key ("tenant_id", "issuer_id") references "partner" ("tenant_id", "id") on update no action on delete restrict;
alter table "shown_attestation" add constraint "shown_attestation_attestation_id_foreign" foreign key ("tenant_id", "attestation_id") references "attestation" ("tenant_id", "id") on update no action on delete cascade;
alter table "series" add constraint "series_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "series" add constraint "series_asker_id_foreign" foreign key ("tenant_id", "asker_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "series" add constraint "series_helper_id_foreign" foreign key ("tenant_id", "helper_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "requirement" add constraint "requirement_group_id_foreign" foreign key ("tenant_id", "group_id") references "group" ("tenant_id", "id") on update no action on delete cascade;
alter table "request_turn" add constraint "request_turn_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "request_turn" add constraint "request_turn_helper_id_foreign" foreign key ("tenant_id", "helper_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "request_details" add constraint "request_details_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "request_audience" add constraint "request_audience_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "request_audience" add constraint "request_audience_group_id_foreign" foreign key ("tenant_id", "group_id") references "group" ("tenant_id", "id") on update no action on delete restrict;
alter table "request" add constraint "request_posted_by_id_foreign" foreign key ("tenant_id", "posted_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "request" add constraint "request_client_id_foreign" foreign key ("tenant_id", "client_id") references "client" ("tenant_id", "id") on update no action on delete restrict;
alter table "request" add constraint "request_consent_id_foreign" foreign key ("tenant_id", "consent_id") references "consent" ("tenant_id", "id") on update no action on delete restrict;
alter table "request" add constraint "request_for_person_id_foreign" foreign key ("tenant_id", "for_person_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "push_subscription" add constraint "push_subscription_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "purchase" add constraint "purchase_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "passport_question" add constraint "passport_question_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "partner_offer" add constraint "partner_offer_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "partner_offer" add constraint "partner_offer_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "partner_key" add constraint "partner_key_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "outbound_message" add constraint "outbound_message_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "outbound_message" add constraint "outbound_message_conversation_id_foreign" foreign key ("tenant_id", "conversation_id") references "federation_conversation" ("tenant_id", "id") on update no action on delete cascade;
alter table "offer_company" add constraint "offer_company_offer_id_foreign" foreign key ("tenant_id", "offer_id") references "offer" ("tenant_id", "id") on update no action on delete cascade;
alter table "offer_company" add constraint "offer_company_client_id_foreign" foreign key ("tenant_id", "client_id") references "client" ("tenant_id", "id") on update no action on delete restrict;
alter table "offer_company" add constraint "offer_company_consent_id_foreign" foreign key ("tenant_id", "consent_id") references "consent" ("tenant_id", "id") on update no action on delete restrict;
alter table "offer" add constraint "offer_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "offer" add constraint "offer_helper_id_foreign" foreign key ("tenant_id", "helper_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "occasion" add constraint "occasion_series_id_foreign" foreign key ("tenant_id", "series_id") references "series" ("tenant_id", "id") on update no action on delete cascade;
alter table "occasion" add constraint "occasion_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "occasion" add constraint "occasion_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "notice_settings" add constraint "notice_settings_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "notice" add constraint "notice_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "note" add constraint "note_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "membership" add constraint "membership_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "protection" add constraint "protection_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "protection" add constraint "protection_client_id_foreign" foreign key ("tenant_id", "client_id") references "client" ("tenant_id", "id") on update no action on delete cascade;
alter table "issuer" add constraint "issuer_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "invitation" add constraint "invitation_group_id_foreign" foreign key ("tenant_id", "group_id") references "group" ("tenant_id", "id") on update no action on delete cascade;
alter table "invitation" add constraint "invitation_issued_by_id_foreign" foreign key ("tenant_id", "issued_by_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "incident" add constraint "incident_reported_by_id_foreign" foreign key ("tenant_id", "reported_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "inbound_message" add constraint "inbound_message_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "inbound_message" add constraint "inbound_message_conversation_id_foreign" foreign key ("tenant_id", "conversation_id") references "federation_conversation" ("tenant_id", "id") on update no action on delete cascade;
alter table "group_member" add constraint "group_member_group_id_foreign" foreign key ("tenant_id", "group_id") references "group" ("tenant_id", "id") on update no action on delete cascade;
alter table "group_member" add constraint "group_member_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "group_link" add constraint "group_link_need_group_id_foreign" foreign key ("tenant_id", "need_group_id") references "group" ("tenant_id", "id") on update no action on delete cascade;
alter table "group_link" add constraint "group_link_resource_group_id_foreign" foreign key ("tenant_id", "resource_group_id") references "group" ("tenant_id", "id") on update no action on delete cascade;
alter table "partner_grant" add constraint "partner_grant_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "follow_up" add constraint "follow_up_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "follow_up" add constraint "follow_up_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "flag" add constraint "flag_case_id_foreign" foreign key ("tenant_id", "case_id") references "moderation_case" ("tenant_id", "id") on update no action on delete cascade;
alter table "flag" add constraint "flag_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "delivery" add constraint "delivery_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "federation_conversation" add constraint "federation_conversation_partner_id_foreign" foreign key ("tenant_id", "partner_id") references "partner" ("tenant_id", "id") on update no action on delete cascade;
alter table "contact_point" add constraint "contact_point_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "consent" add constraint "consent_client_id_foreign" foreign key ("tenant_id", "client_id") references "client" ("tenant_id", "id") on update no action on delete cascade;
alter table "consent" add constraint "consent_recorded_by_id_foreign" foreign key ("tenant_id", "recorded_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "consent" add constraint "consent_signed_by_id_foreign" foreign key ("tenant_id", "signed_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "client_code" add constraint "client_code_client_id_foreign" foreign key ("tenant_id", "client_id") references "client" ("tenant_id", "id") on update no action on delete cascade;
alter table "client_code" add constraint "client_code_consent_id_foreign" foreign key ("tenant_id", "consent_id") references "consent" ("tenant_id", "id") on update no action on delete cascade;
alter table "client" add constraint "client_kept_by_id_foreign" foreign key ("tenant_id", "kept_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "client" add constraint "client_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "caller_text" add constraint "caller_text_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "calendar_feed" add constraint "calendar_feed_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "block" add constraint "block_blocker_id_foreign" foreign key ("tenant_id", "blocker_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "block" add constraint "block_blocked_id_foreign" foreign key ("tenant_id", "blocked_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "availability" add constraint "availability_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "attestation" add constraint "attestation_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "attestation" add constraint "attestation_seen_by_id_foreign" foreign key ("tenant_id", "seen_by_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "agreement_helper" add constraint "agreement_helper_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "agreement_helper" add constraint "agreement_helper_helper_id_foreign" foreign key ("tenant_id", "helper_id") references "person" ("tenant_id", "id") on update no action on delete restrict;
alter table "agreement" add constraint "agreement_request_id_foreign" foreign key ("tenant_id", "request_id") references "request" ("tenant_id", "id") on update no action on delete cascade;
alter table "again" add constraint "again_agreement_id_foreign" foreign key ("tenant_id", "agreement_id") references "agreement" ("tenant_id", "id") on update no action on delete cascade;
alter table "again" add constraint "again_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;
alter table "terms_acceptance" add constraint "terms_acceptance_person_id_foreign" foreign key ("tenant_id", "person_id") references "person" ("tenant_id", "id") on update no action on delete cascade;

grant usage on schema app, public to handslag_app;
grant select, insert, update, delete on "unit" to handslag_app;
grant select, insert, update, delete on "terms" to handslag_app;
grant select, insert, update, delete on "tenant_profile" to handslag_app;
grant select, insert, update, delete on "tenant_key" to handslag_app;
grant select, insert, update, delete on "standing_offer_taking" to handslag_app;
grant select, insert, update, delete on "standing_offer" to handslag_app;
grant select, insert, update, delete on "shown_attestation" to handslag_app;
grant select, insert, update, delete on "series" to handslag_app;
grant select, insert, update, delete on "requirement" to handslag_app;
grant select, insert, update, delete on "request_turn" to handslag_app;
grant select, insert, update, delete on "request_details" to handslag_app;
grant select, insert, update, delete on "request_audience" to handslag_app;
grant select, insert, update, delete on "request" to handslag_app;
grant select, insert, update, delete on "remembered_answer" to handslag_app;
grant select, insert, update, delete on "receipt_head" to handslag_app;
grant select, insert, update, delete on "receipt" to handslag_app;
grant select, insert, update, delete on "push_subscription" to handslag_app;
grant select, insert, update, delete on "push_identity_key" to handslag_app;
grant select, insert, update, delete on "purchase" to handslag_app;
grant select, insert, update, delete on "person" to handslag_app;
grant select, insert, update, delete on "passport_question" to handslag_app;
grant select, insert, update, delete on "partner_offer" to handslag_app;
grant select, insert, update, delete on "partner_key" to handslag_app;
grant select, insert, update, delete on "partner_invitation" to handslag_app;
grant select, insert, update, delete on "partner" to handslag_app;
grant select, insert, update, delete on "outbound_message" to handslag_app;
grant select, insert, update, delete on "offer_company" to handslag_app;
grant select, insert, update, delete on "offer" to handslag_app;
grant select, insert, update, delete on "occasion" to handslag_app;
grant select, insert, update, delete on "notice_settings" to handslag_app;
grant select, insert, update, delete on "notice" to handslag_app;
grant select, insert, update, delete on "note" to handslag_app;
grant select, insert, update, delete on "moderation_case" to handslag_app;
grant select, insert, update, delete on "membership" to handslag_app;
grant select, insert, update, delete on "logo_picture" to handslag_app;
grant select, insert, update, delete on "protection" to handslag_app;
grant select, insert, update, delete on "issuer" to handslag_app;
grant select, insert, update, delete on "invitation" to handslag_app;
grant select, insert, update, delete on "incident" to handslag_app;
grant select, insert, update, delete on "inbound_message" to handslag_app;
grant select, insert, update, delete on "guidelines" to handslag_app;
grant select, insert, update, delete on "group_member" to handslag_app;
grant select, insert, update, delete on "group_link" to handslag_app;
grant select, insert, update, delete on "group" to handslag_app;
grant select, insert, update, delete on "partner_grant" to handslag_app;
grant select, insert, update, delete on "follow_up" to handslag_app;
grant select, insert, update, delete on "flag" to handslag_app;
grant select, insert, update, delete on "delivery" to handslag_app;
grant select, insert, update, delete on "declaration" to handslag_app;
grant select, insert, update, delete on "federation_conversation" to handslag_app;
grant select, insert, update, delete on "contact_point" to handslag_app;
grant select, insert, update, delete on "consent" to handslag_app;
grant select, insert, update, delete on "client_code" to handslag_app;
grant select, insert, update, delete on "client" to handslag_app;
grant select, insert, update, delete on "caller_text" to handslag_app;
grant select, insert, update, delete on "calendar_feed" to handslag_app;
grant select, insert, update, delete on "block" to handslag_app;
grant select, insert, update, delete on "availability" to handslag_app;
grant select, insert, update, delete on "audit_head" to handslag_app;
grant select, insert, update, delete on "audit_event" to handslag_app;
grant select, insert, update, delete on "attestation" to handslag_app;
grant select, insert, update, delete on "agreement_helper" to handslag_app;
grant select, insert, update, delete on "agreement" to handslag_app;
grant select, insert, update, delete on "again" to handslag_app;
grant select, insert, update, delete on "access_entry" to handslag_app;
grant select, insert, update, delete on "terms_acceptance" to handslag_app;
