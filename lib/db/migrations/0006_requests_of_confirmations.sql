alter table confirmations add column holder text, add column request text, add column earlier_request text;
